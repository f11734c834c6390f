"""Notices of a review that came before their reader had an interest in it: they leave the inbox, its counts and the digest.

`closed_to` hides them whenever they are read; `listen` makes them count as read, so that the kept number follows.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, false, or_, select, update

from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.notifications.counter import count_unread
from forum.notifications.sources import conflicted
from forum.recommendations import rules
from forum.recommendations.queries.interests import of_interest_to
from forum.recommendations.queries.recommendations import sponsored_by
from models import LedgerEvent, Notification, Person, Recommendation
from models.base import db

OFFICE = ("staff", "bureau")  # the reasons of those who review
INVOLVING = ("sponsor_invited", "sponsor_agreed", "joining_accepted", "took_in")  # a city or its people get an interest
ABOUT = LedgerEvent.subject_kind == "recommendation"


def closed_to(actor: Any) -> Any:
    """A condition: a notice of a review from which this person is kept away by now, or of what they may not read at all."""
    if actor is None or not actor.person_id:
        return false()
    theirs = select(Recommendation.id).where(of_interest_to(actor.person_id, rules.own_cities(actor)))
    closed = and_(Notification.reason.in_(OFFICE), LedgerEvent.subject_id.in_(theirs))
    if actor.is_staff or actor.is_bureau:
        unseen = theirs.where(Recommendation.public_at.is_(None), ~sponsored_by(actor.city_ids))
        closed = or_(closed, LedgerEvent.subject_id.in_(unseen))
    return select(LedgerEvent.id).where(LedgerEvent.id == Notification.event_id, ABOUT, closed).exists()


def among(actor: Any, events: Sequence[int]) -> set[int]:
    """Those of these events of which this person is told no more."""
    statement = select(Notification.event_id).where(Notification.event_id.in_(events), closed_to(actor))
    return set(db.session.scalars(statement.where(Notification.person_id == actor.person_id)))


def listen(event: LedgerEvent) -> None:
    """Runs in the transaction of the act by which somebody gets an interest."""
    kind, _dot, what = event.verb.partition(".")
    if event.verb == "interest.declared":
        retire(event.person_id)
    elif event.verb == "mandate.verified":
        retire(event.data.get("holder_id"))
    elif kind == "recommendation" and what in INVOLVING:
        told = select(LedgerEvent.id).where(ABOUT, LedgerEvent.subject_id == event.subject_id)
        away = Notification.person_id.in_(conflicted(event.subject_id or 0))
        _read(Notification.reason.in_(OFFICE), Notification.event_id.in_(told), away)


def retire(person_id: int | None) -> None:
    """What is closed to this person by now counts as read."""
    actor = load_actor(person_id) if person_id else None
    if actor is not None:
        _read(Notification.person_id == actor.person_id, closed_to(actor))


def _read(*which: Any) -> None:
    due = select(Notification.id).where(Notification.read_at.is_(None), *which)
    statement = update(Notification).where(Notification.id.in_(due)).values(read_at=clock.now())
    statement = statement.execution_options(synchronize_session=False)
    found = Counter(db.session.scalars(statement.returning(Notification.person_id)))
    for person_id, count in sorted(found.items()):
        count_unread([person_id], Person.unread - count)
