"""An interest that somebody declares: from then on they have no part in the review, and what they held is free again."""

from typing import Any

from sqlalchemy import delete, select

from forum import ledger
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Refused, Verdict, refuse, require
from forum.recommendations.operations.record import end_assignment
from forum.recommendations.queries.interests import of_interest_to
from forum.recommendations.queries.recommendations import case_of, find
from models import City, DeclaredInterest, LedgerEvent, Notification, Person, Recommendation
from models.base import db


def can_declare(actor: Any) -> Verdict:
    if actor.signed_in and (actor.is_staff or actor.is_bureau):
        return ALLOWED
    return refuse(_("Only the secretariat and the Bureau declare interests here."))


def declare(actor: Any, recommendation: int | None, city: City | None, reason: str) -> DeclaredInterest:
    """In one recommendation, or in all that a city asks. Only what the person may see can be named."""
    require(can_declare(actor))
    if (recommendation is None) == (city is None):
        raise Refused(refuse(_("Name a recommendation or a city, not both.")))
    if recommendation is not None and find(actor, recommendation) is None:
        raise Refused(refuse(_("There is no such recommendation."), _("Its number stands on its page.")))
    city_id = city.id if city else None
    held = {"person_id": actor.person_id, "recommendation_id": recommendation, "city_id": city_id, "ended_at": None}
    if db.session.scalar(select(DeclaredInterest.id).filter_by(**held)):
        raise Refused(refuse(_("You declared this interest already.")))
    row = DeclaredInterest(**held, reason=reason, at=clock.now())
    db.session.add(row)
    db.session.flush()
    _free(actor.person_id)
    _record(row, actor, "declared")
    return row


def end(actor: Any, row: DeclaredInterest) -> None:
    """For what is submitted from now on; what was in review while it held stays closed to this person."""
    require(can_declare(actor))
    if row.person_id != actor.person_id or row.ended_at:
        raise Refused(refuse(_("This interest has ended already.")))
    row.ended_at = clock.now()
    db.session.flush()
    _record(row, actor, "ended")


def _record(row: DeclaredInterest, actor: Any, what: str) -> None:
    """For the audit alone, and without the reason, which is the person's own."""
    about = {"recommendation_id": row.recommendation_id, "declared_city_id": row.city_id}
    title = _("Interest %(number)s", number=row.id)
    ledger.record(f"interest.{what}", actor, ("interest", row.id), title, public=False, **about)


def _free(person_id: int) -> None:
    """Assignments in what this person now has an interest in end, and notices about it leave the inbox."""
    statement = select(Recommendation).where(Recommendation.assignee_id == person_id, of_interest_to(person_id, frozenset()))
    for row in db.session.scalars(statement):
        end_assignment(case_of(row))
    theirs = select(Recommendation.id).where(of_interest_to(person_id, frozenset()), Recommendation.public_at.is_(None))
    told = select(LedgerEvent.id).where(LedgerEvent.subject_kind == "recommendation", LedgerEvent.subject_id.in_(theirs))
    gone = delete(Notification).where(Notification.person_id == person_id, Notification.event_id.in_(told))
    read = list(db.session.scalars(gone.returning(Notification.read_at)))
    db.session.get_one(Person, person_id, with_for_update=True).unread -= read.count(None)
