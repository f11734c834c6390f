"""Inviting somebody: an account without a password, a mandate that staff have still to verify, and a mail with a link."""

import datetime as dt
from typing import Any

from sqlalchemy import select, update

from forum import ledger
from forum.accounts import names, passwords
from forum.accounts.actor import Actor, title_of
from forum.accounts.operations.links import mint_link, revoke, spend
from forum.accounts.operations.mandates import add_mandate
from forum.accounts.queries.mandates import LOADS
from forum.accounts.queries.people import find_by_email
from forum.accounts.rules.mandates import can_add
from forum.kit import clock, mail
from forum.kit.verdict import require
from models import Invitation, Mandate, OutboxMail, Person
from models.base import db


def invite(
    actor: Actor | None,
    email: str,
    name: str,
    *,
    role: str,
    office: str,
    city_id: int | None = None,
    body_id: int | None = None,
    organisation: str = "",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    evidence: str = "",
    language: str = "en",
) -> Mandate:
    """Add a mandate for whoever has this address; an address with an account keeps it, and hears of it in the same way."""
    require(can_add(actor, role, city_id))
    name = names.cleaned(name)
    require(names.acceptable(name))
    person = find_by_email(email)
    if person is None:
        person = Person(name=name, email=email.strip().lower(), language=language, created_at=clock.now())
        db.session.add(person)
        db.session.flush()
    mandate = add_mandate(
        actor,
        person,
        role=role,
        office=office,
        city_id=city_id,
        body_id=body_id,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        evidence=evidence,
    )
    send_invitation(actor, person, mandate, name)
    return mandate


def send_invitation(actor: Actor | None, person: Person, mandate: Mandate | None, name: str = "") -> Invitation:
    """Also a second time, where the first mail was lost."""
    db.session.execute(update(Invitation).filter_by(person_id=person.id, accepted_at=None).values(accepted_at=clock.now()))
    revoke(person.id, "invitation")
    row = Invitation(person_id=person.id, mandate_id=mandate.id if mandate else None, name=name or person.name)
    row.invited_by_id, row.invited_at = (actor.person_id if actor else None), clock.now()
    db.session.add(row)
    db.session.flush()
    mail.queue(person.email, "invitation", {"invitation_id": row.id}, person=person, language=person.language)
    ledger.record("person.invited", actor, ("person", person.id), name or person.name)
    return row


def accept(token: str, name: str, password: str) -> Person:
    """The invited person sets name and password; whoever has a password already keeps both and signs in with them."""
    link = spend("invitation", token)
    person = db.session.get_one(Person, link.person_id)
    if not person.password_hash:
        name = names.cleaned(name)
        require(names.acceptable(name))
        require(passwords.acceptable(password, person))
        person.name = name
        passwords.set_password(person, password)
        ledger.record("person.joined", None, ("person", person.id), person.name)
    db.session.execute(update(Invitation).filter_by(person_id=person.id, accepted_at=None).values(accepted_at=clock.now()))
    return person


def invitation_of(person_id: int) -> tuple[Invitation | None, Mandate | None]:
    """The newest invitation that is open, and the mandate that it is about."""
    statement = select(Invitation).filter_by(person_id=person_id, accepted_at=None).order_by(Invitation.id.desc())
    row = db.session.scalar(statement.limit(1))
    found = select(Mandate).filter_by(person_id=person_id).options(*LOADS).order_by(Mandate.id.desc()).limit(1)
    if row and row.mandate_id:
        found = found.filter_by(id=row.mandate_id)
    return row, db.session.scalar(found)


def inviter(row: Invitation | None) -> str:
    """Who invited, by name."""
    person = db.session.get(Person, row.invited_by_id) if row and row.invited_by_id else None
    return person.name if person else ""


def words_of_invitation(mail_row: OutboxMail) -> dict[str, Any]:
    """Who invites as what, as the mail says it; the link is minted beside it."""
    row = db.session.get(Invitation, mail_row.data.get("invitation_id", 0))
    about = select(Mandate).filter_by(id=row.mandate_id if row else None).options(*LOADS)
    mandate = db.session.scalar(about)
    return {"who": inviter(row), "what": title_of(mandate) if mandate else ""}


def mint_invitation(mail_row: OutboxMail) -> dict[str, Any]:
    person = db.session.get(Person, mail_row.person_id or 0)
    if person is None:
        return {"token": ""}
    _row, mandate = invitation_of(person.id)
    return {"token": mint_link("invitation", person, mandate_id=mandate.id if mandate else None)}
