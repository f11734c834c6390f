"""Viewing the site as somebody: recorded with its reason before anything is seen, ended by a button."""

from forum import ledger
from forum.accounts.actor import Actor
from forum.accounts.queries.mandates import of_person
from forum.accounts.rules.viewing import can_view_as
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Impersonation, Person, WebSession
from models.base import db

SHORTEST_REASON = 10


def view_as(actor: Actor, session: WebSession, person: Person, reason: str) -> None:
    require(can_view_as(actor, person, of_person(person.id)))
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(refuse(_("Say why, in a few words."), _("The reason stays on record; the person can read it.")))
    row = Impersonation(staff_id=actor.person_id, person_id=person.id, reason=reason.strip()[:500], at=clock.now())
    db.session.add(row)
    session.viewing_as_id, session.viewing_reason = person.id, reason.strip()[:500]
    db.session.flush()
    ledger.record("person.viewed_as", actor, ("person", person.id), person.name, reason=row.reason)


def end_view(session: WebSession) -> int | None:
    """Back to oneself; whose view it was."""
    seen = session.viewing_as_id
    session.viewing_as_id, session.viewing_reason = None, ""
    db.session.flush()
    return seen
