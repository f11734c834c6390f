"""Two members of staff take a lost second factor away; the person hears of each step and can stop it."""

import datetime as dt
import secrets
from typing import Any

from sqlalchemy import delete, update

from forum import ledger
from forum.accounts import passwords
from forum.accounts.actor import Actor
from forum.accounts.operations import passkeys, second_factor
from forum.accounts.operations.links import ask_for_link, find_link, mint_link, revoke, spend
from forum.accounts.queries import recovery as queries
from forum.accounts.rules import recovery as rules
from forum.accounts.sessions import end_sessions
from forum.kit import clock, mail, site
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Authenticator, FactorRecovery, OutboxMail, Person, RecoveryCode
from models.base import db


def ask(actor: Actor, person: Person, reason: str) -> FactorRecovery:
    """The first of the two says how they checked who it is."""
    factor = second_factor.enrolled(person.id) is not None
    require(rules.can_ask(actor, person, factor, queries.under_way(person.id) is not None))
    reason = reason.strip()
    require(rules.good_reason(reason))
    row = FactorRecovery(person_id=person.id, asked_by_id=actor.person_id, reason=reason, asked_at=clock.now())
    db.session.add(row)
    db.session.flush()
    _tell(actor, person, row, "person.recovery_asked")
    return row


def agree(actor: Actor, row: FactorRecovery) -> None:
    """The second one; from now on the person has the hours that the installation grants."""
    require(rules.can_agree(actor, row))
    now = clock.now()
    ready = now + dt.timedelta(hours=int(site.value("recovery_hours")))
    values = {"agreed_by_id": actor.person_id, "agreed_at": now, "ready_at": ready}
    _once(row, FactorRecovery.agreed_at.is_(None), values)
    _tell(actor, db.session.get_one(Person, row.person_id), row, "person.recovery_agreed")


def finish(actor: Actor, row: FactorRecovery) -> None:
    """Second factor and passkeys go, all sessions end, and a link for a new password is the only way in."""
    require(rules.can_finish(actor, row))
    person = db.session.get_one(Person, row.person_id)
    _once(row, FactorRecovery.ready_at.is_not(None), {"done_at": clock.now()})
    db.session.execute(delete(RecoveryCode).filter_by(person_id=person.id))
    db.session.execute(delete(Authenticator).filter_by(person_id=person.id))
    passkeys.remove_all(person.id, "recovery")
    end_sessions(person.id)
    revoke(person.id, "reset", "address", "keep-factor")
    passwords.set_password(person, secrets.token_urlsafe(32))  # whoever knew the old one gets in no more
    _tell(actor, person, row, "person.recovery_done")
    ask_for_link("reset", person)


def stop(actor: Actor, row: FactorRecovery) -> None:
    require(rules.can_stop(actor, row))
    _stop(actor, row, actor.person_id)


def stop_by_link(token: str) -> FactorRecovery:
    """Whoever reads the person's mail says that it was not asked for. Raises Refused."""
    link = find_link("keep-factor", token)
    row = queries.under_way(link.person_id or 0) if link else None
    spend("keep-factor", token)
    if row is None:
        raise Refused(refuse(_("There is nothing to stop any more."), _("Tell the secretariat if this was not you.")))
    _stop(None, row, row.person_id)
    return row


def stop_by_sign_in(person_id: int) -> FactorRecovery | None:
    """Who comes in has the second factor, so it is not lost: what was asked for in their name ends."""
    row = queries.under_way(person_id)
    if row is not None:
        _stop(None, row, person_id)
    return row


def mint_stop(row: OutboxMail) -> dict[str, Any]:
    """The link that stops it, in the mails before it is done."""
    person = db.session.get(Person, row.person_id or 0)
    stops = person is not None and row.data.get("stop") and queries.under_way(person.id)
    return {"token": mint_link("keep-factor", person) if person and stops else ""}


def words_of_recovery(row: OutboxMail) -> dict[str, Any]:
    """When the waiting is over, as a moment."""
    written = row.data.get("ready_at")
    return {"ready_at": dt.datetime.fromisoformat(written) if written else None}


def _stop(actor: Actor | None, row: FactorRecovery, by: int | None) -> None:
    _once(row, FactorRecovery.id == row.id, {"stopped_at": clock.now(), "stopped_by_id": by})
    revoke(row.person_id, "keep-factor")
    _tell(actor, db.session.get_one(Person, row.person_id), row, "person.recovery_stopped")


def _once(row: FactorRecovery, condition: Any, values: dict[str, Any]) -> None:
    """By compare-and-set: of two steps at one moment the second is told."""
    still = update(FactorRecovery).where(FactorRecovery.id == row.id, condition)
    still = still.where(FactorRecovery.done_at.is_(None), FactorRecovery.stopped_at.is_(None))
    if not changed_one(still.values(**values)):
        raise Refused(refuse(_("Somebody else decided on this a moment ago."), _("Load the page again.")))
    db.session.refresh(row, list(values))


def _tell(actor: Actor | None, person: Person, row: FactorRecovery, verb: str) -> None:
    """A mail to the person at each step, whatever they chose about mail, and a notice to all of the staff."""
    step = verb.rpartition("_")[2]
    data = {"what": step, "ready_at": row.ready_at.isoformat() if row.ready_at else "", "stop": step in ("asked", "agreed")}
    mail.queue(person.email, "recovery", data, person, person.language)
    ledger.record(verb, actor, ("person", person.id), person.name, holder_id=person.id, recovery_id=row.id)
