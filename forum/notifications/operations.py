"""Filling inboxes: each act becomes one row for each person it concerns, and a mail at once where it asks something."""

from sqlalchemy import select, update

from forum.accounts.sessions import load_actor
from forum.kit import clock, mail, subjects
from forum.notifications import audiences
from models import Follow, LedgerEvent, Notification, Person
from models.base import db


def notify(event: LedgerEvent) -> None:
    """Listens to the ledger; runs in the transaction of the act."""
    audience = list(audiences.of(event))
    if not audience:
        return
    muted = _muted(event)
    people = {
        p.id: p
        for p in db.session.scalars(
            select(Person).where(Person.id.in_([a[0] for a in audience]), Person.closed_at.is_(None))
        )
    }
    for person_id, reason, asks in audience:
        person = people.get(person_id)
        if person is None or (person_id in muted and not asks) or not _may_know(event, person_id, reason):
            continue
        db.session.add(Notification(person_id=person_id, event_id=event.id, asks=asks, reason=reason))
        db.session.execute(update(Person).where(Person.id == person_id).values(unread=Person.unread + 1))
        if asks:
            mail.queue(
                person.email, "notice", {"event_id": event.id, "reason": reason}, person=person, language=person.language
            )
    db.session.flush()


def mark_read(person_id: int, notification_id: int | None = None) -> None:
    """One notice, or all of them."""
    statement = update(Notification).where(Notification.person_id == person_id, Notification.read_at.is_(None))
    if notification_id is not None:
        statement = statement.where(Notification.id == notification_id)
    count = len(db.session.scalars(statement.values(read_at=clock.now()).returning(Notification.id)).all())
    if count:
        left = Person.unread - count if notification_id is not None else 0
        db.session.execute(update(Person).where(Person.id == person_id).values(unread=left))


def _muted(event: LedgerEvent) -> set[int]:
    statement = select(Follow.person_id).filter_by(subject_kind=event.subject_kind, subject_id=event.subject_id, muted=True)
    return set(db.session.scalars(statement))


def _may_know(event: LedgerEvent, person_id: int, reason: str) -> bool:
    """Followers and the mentioned hear only of what they may read; parties and staff are who the table says.

    Of moderation nobody hears who may not judge the text.
    """
    judged = event.subject_kind in ("flag", "decision")
    if not judged and (event.public or reason not in ("follower", "mentioned", "city", "signatory", "reply")):
        return True
    return subjects.find(event.subject_kind, event.subject_id, load_actor(person_id)) is not None
