"""Passkeys: keys on a person's own devices, registered here, enrolled for a mandate in the register, named and removed.

A passkey belongs to a person and counts for a mandate by enrolment: a new mayor starts with nothing of the old one's. What a
device makes or signs is read in `registering.py` and `assertions.py`; their acts are to be had from here.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum import ledger
from forum.accounts.actor import Actor, title_of
from forum.accounts.operations.assertions import (
    Asserted,
    assertion_options,
    confirm,
    confirm_options,
    sign_in,
    sign_in_options,
    verify,
)
from forum.accounts.operations.registering import named, register, registration_options, tell
from forum.accounts.queries import passkeys as queries
from forum.accounts.queries.passkeys import usable_for
from forum.accounts.rules import passkeys as rules
from forum.accounts.rules.speaking import speaker
from forum.accounts.sessions import end_sessions
from forum.kit import clock
from forum.kit.verdict import require
from forum.register.operations.appending import attest, statement
from models import Mandate, Passkey, PasskeyEnrolment, Person
from models.base import db

__all__ = [
    "Asserted",
    "assertion_options",
    "confirm",
    "confirm_options",
    "enrol",
    "register",
    "registration_options",
    "remove",
    "remove_all",
    "rename",
    "renew_enrolments",
    "revoke_for",
    "sign_in",
    "sign_in_options",
    "usable_for",
    "verify",
]
BY = "session"  # how the site knew who enrolled or removed a key: whoever was signed in


def rename(actor: Actor, passkey: Passkey, name: str) -> None:
    require(rules.can_change(actor, passkey))
    passkey.name = named(name)
    db.session.flush()


def enrol(actor: Actor, passkey: Passkey, mandate: Mandate) -> PasskeyEnrolment:
    """The register says from now on that this key signs for this office; holder, office and city are public with it."""
    there = queries.enrolment(passkey.id, mandate.id)
    require(rules.can_enrol(actor, passkey, mandate, there if there and not there.revoked_at else None))
    row = there or PasskeyEnrolment(passkey_id=passkey.id, mandate_id=mandate.id)
    row.register_index, row.at, row.revoked_at = _enter(passkey, mandate), clock.now(), None
    db.session.add(row)
    db.session.flush()
    title = title_of(mandate)
    ledger.record("person.passkey_enrolled", actor, ("person", passkey.person_id), title, mandate_of=mandate.id)
    return row


def remove(actor: Actor, passkey: Passkey, but_session: int | None = None) -> None:
    """It opens and signs nothing from now on; what it signed before stays. The device may be lost: other sessions end."""
    require(rules.can_change(actor, passkey))
    _remove(passkey, "removed")
    end_sessions(passkey.person_id, but=but_session)
    tell(actor, passkey.person_id, "person.passkey_removed", passkey)


def remove_all(person_id: int, reason: str) -> int:
    """All keys of a person: a closed account, or a recovery. Whoever calls has asked its own rule, and tells of it."""
    rows = queries.of_person(person_id)
    for row in rows:
        _remove(row, reason)
    return len(rows)


def revoke_for(mandate_id: int, reason: str) -> None:
    """A mandate was ended before its day: its keys count no more, and the register says so."""
    for row in _enrolments(PasskeyEnrolment.mandate_id == mandate_id):
        _revoke(row, reason)


def renew_enrolments(person: Person) -> None:
    """A person goes by another name: the register knows keys by the name that they were enrolled with."""
    for row in _enrolments(Passkey.person_id == person.id):
        mandate = queries.mandate(row.mandate_id)
        if mandate is not None and rules.signs(mandate):
            _revoke(row, "renamed")
            row.register_index, row.at, row.revoked_at = _enter(row.passkey, mandate), clock.now(), None
    db.session.flush()


def _enrolments(condition: Any) -> list[PasskeyEnrolment]:
    """Those that the register holds for good now, with their keys."""
    statement = select(PasskeyEnrolment).join(PasskeyEnrolment.passkey).options(joinedload(PasskeyEnrolment.passkey))
    found = statement.where(condition, PasskeyEnrolment.revoked_at.is_(None), Passkey.removed_at.is_(None))
    return list(db.session.scalars(found.order_by(PasskeyEnrolment.id)))


def _remove(passkey: Passkey, reason: str) -> None:
    enrolled = _enrolments(PasskeyEnrolment.passkey_id == passkey.id)
    passkey.removed_at = clock.now()
    db.session.flush()  # the key's row before the register, as signing takes them
    for row in enrolled:
        _revoke(row, reason)


def _enter(passkey: Passkey, mandate: Mandate) -> int:
    said = statement(
        "enrol",
        key_id=passkey.credential_id,
        cose=passkey.public_key,
        **speaker(mandate.person, mandate),
    )
    return attest(said, BY).index


def _revoke(row: PasskeyEnrolment, reason: str) -> None:
    attest(statement("revoke", key_id=row.passkey.credential_id, mandate=row.mandate_id, reason=reason), BY)
    row.revoked_at = clock.now()
    db.session.flush()
