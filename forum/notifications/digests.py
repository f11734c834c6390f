"""Once a day, everything that asked nothing, in one mail, grouped by the thing that it is about."""

import datetime as dt
from itertools import groupby

from sqlalchemy import select, update

from forum.kit import clock, mail
from forum.kit.database import transaction
from forum.notifications.queries import WITH_EVENT
from models import Notification, Person
from models.base import db

HOUR = 7  # in the forum's zone
MOST = 100


def send_due() -> int:
    """Queue a digest for each person with undigested notices from before this morning's hour; how many."""
    local = clock.now().astimezone(clock.FORUM_ZONE)
    if local.hour < HOUR:
        return 0
    edge = local.replace(hour=HOUR, minute=0, second=0, microsecond=0).astimezone(dt.UTC)
    waiting = (
        select(Notification.person_id)
        .join(Notification.event)
        .where(Notification.digested_at.is_(None), Notification.asks.is_(False), Notification.read_at.is_(None))
        .where(Notification.event.property.mapper.class_.at < edge)
        .distinct()
    )
    people = list(db.session.scalars(waiting))
    db.session.rollback()
    for person_id in people:
        with transaction():
            queue_for(person_id, edge)
    return len(people)


def queue_for(person_id: int, edge: dt.datetime) -> None:
    person = db.session.get(Person, person_id)
    rows = db.session.scalars(
        select(Notification)
        .filter_by(person_id=person_id, digested_at=None, asks=False)
        .options(*WITH_EVENT)
        .order_by(Notification.id)
        .limit(MOST)
    ).all()
    rows = [row for row in rows if row.event.at < edge]
    ids = [row.id for row in rows]
    db.session.execute(update(Notification).where(Notification.id.in_(ids)).values(digested_at=clock.now()))
    if person and person.digest == "daily" and not person.closed_at and rows:
        events = [row.event_id for row in rows if row.read_at is None]
        if events:
            mail.queue(person.email, "digest", {"event_ids": events}, person=person, language=person.language)


def grouped(events: list) -> list[tuple[str, list]]:
    """Events by the thing they are about, in the order in which the things first appear."""

    def key(event):
        return (event.subject_kind, event.subject_id)

    return [
        (group[0].title, group)
        for _key, rows in groupby(sorted(events, key=lambda e: (*key(e), e.id)), key)
        if (group := list(rows))
    ]
