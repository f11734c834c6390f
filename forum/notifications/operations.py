"""Filling inboxes: each act becomes one row for each person it concerns, and a mail at once where it asks something."""

from typing import Any

from sqlalchemy import insert, select, update

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.discussion import operations as discussion
from forum.kit import clock, mail, subjects
from forum.kit.subjects import Subject
from forum.notifications import audiences, closing, sources
from forum.notifications.counter import count_unread
from models import Follow, LedgerEvent, Notification, Person
from models.base import db


def notify(event: LedgerEvent) -> None:
    """Listens to the ledger; runs in the transaction of the act."""
    closing.listen(event)
    audience = {person_id: (reason, asks) for person_id, reason, asks in audiences.of(event)}
    if not audience:
        return
    muted, partial = _muted(event), _partial(event, audience)
    told: list[dict[str, Any]] = []
    for person in _people(audience):
        reason, asks = audience[person.id]
        if person.id in partial or (person.id in muted and not asks) or not _may_know(event, person.id, reason):
            continue
        at_once = (asks and person.notices != "off") or (mail.held() and not asks and person.digest != "off")
        if at_once:
            data = {"event_id": event.id, "reason": reason} | ({} if asks else {"asks": False})
            mail.queue(person.email, "notice", data, person=person, language=person.language)
        row = {"person_id": person.id, "event_id": event.id, "asks": asks, "reason": reason, "digested_at": None}
        # A decision that is published gets a letter of its own, which is read first; no digest may run ahead of it.
        told.append(row | ({"digested_at": clock.now()} if mail.held() and not asks else {}))
    if told:
        db.session.execute(insert(Notification), told)
        count_unread([row["person_id"] for row in told], Person.unread + 1)
    db.session.flush()


def mark_read(person_id: int, notification_id: int | None = None) -> None:
    """One notice, or all of them; the counter is lowered by as many as were unread, also when two do it at once."""
    _lock(person_id)
    statement = update(Notification).where(Notification.person_id == person_id, Notification.read_at.is_(None))
    if notification_id is not None:
        statement = statement.where(Notification.id == notification_id)
    count = len(db.session.scalars(statement.values(read_at=clock.now()).returning(Notification.id)).all())
    if count:
        count_unread([person_id], Person.unread - count)


def mark_unread(person_id: int, notification_id: int) -> None:
    _lock(person_id)
    statement = update(Notification).filter_by(person_id=person_id, id=notification_id)
    statement = statement.where(Notification.read_at.is_not(None))
    if db.session.scalars(statement.values(read_at=None).returning(Notification.id)).first():
        count_unread([person_id], Person.unread + 1)


def mute(actor: Actor, subject: Subject) -> None:
    """No more notices of a thing, except what asks something; those that are there count as read."""
    discussion.mute(actor, subject)
    events = select(LedgerEvent.id).filter_by(subject_kind=subject.kind, subject_id=subject.id)
    _lock(actor.person_id or 0)
    statement = update(Notification).where(Notification.event_id.in_(events), Notification.asks.is_(False))
    statement = statement.where(Notification.person_id == actor.person_id, Notification.read_at.is_(None))
    statement = statement.values(read_at=clock.now()).execution_options(synchronize_session=False)
    count = len(db.session.scalars(statement.returning(Notification.id)).all())
    if count and actor.person_id:
        count_unread([actor.person_id], Person.unread - count)


def unsubscribe(person_id: int, purpose: str) -> None:
    """Ends mail of one kind; the inbox stays as it is."""
    column = {"notice": "notices", "digest": "digest"}[purpose]
    db.session.execute(update(Person).where(Person.id == person_id).values({column: "off"}))


def _people(audience: dict[int, tuple[str, bool]]) -> list[Person]:
    """Locked in one order, so that two acts that concern the same people never wait for each other in a ring."""
    statement = select(Person).where(Person.id.in_(audience), Person.closed_at.is_(None))
    statement = statement.order_by(Person.id).with_for_update(key_share=True)
    return list(db.session.scalars(statement))


def _lock(person_id: int) -> None:
    db.session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def _muted(event: LedgerEvent) -> set[int]:
    statement = select(Follow.person_id).filter_by(subject_kind=event.subject_kind, subject_id=event.subject_id, muted=True)
    return set(db.session.scalars(statement))


def _partial(event: LedgerEvent, audience: dict[int, tuple[str, bool]]) -> set[int]:
    """Of the secretariat and the Bureau nobody hears of a review in which they have an interest."""
    office = [person_id for person_id, (reason, _asks) in audience.items() if reason in ("staff", "bureau")]
    if event.subject_kind != "recommendation" or not office:
        return set()
    statement = sources.conflicted(event.subject_id or 0).where(Person.id.in_(office))
    return set(db.session.scalars(statement))


def _may_know(event: LedgerEvent, person_id: int, reason: str) -> bool:
    """Followers and the mentioned hear only of what they may read; parties and staff are who the table says.

    Of moderation nobody hears who may not judge the text.
    """
    judged = event.subject_kind in ("flag", "decision")
    if not judged and (event.public or reason not in ("follower", "mentioned", "city", "signatory", "reply")):
        return True
    return subjects.find(event.subject_kind, event.subject_id, load_actor(person_id)) is not None
