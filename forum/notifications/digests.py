"""Once a day, everything that asked nothing, in one mail, grouped by the thing that it is about."""

import datetime as dt
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from forum.kit import clock, mail
from forum.kit.database import transaction
from forum.notifications import closing
from models import LedgerEvent, Notification, Person
from models.base import db

HOUR = 7  # in the reader's zone
MOST = 60  # acts in one mail; the rest stand in the inbox
WAITING = (Notification.digested_at.is_(None), Notification.asks.is_(False))


def send_due() -> int:
    """Queue a digest for each person with notices from before their last morning; how many people were looked at."""
    oldest = (
        select(Person.id, Person.time_zone, func.min(LedgerEvent.at))
        .join(Notification, Notification.person_id == Person.id)
        .join(LedgerEvent, LedgerEvent.id == Notification.event_id)
        .where(*WAITING)
        .group_by(Person.id, Person.time_zone)
    )
    people = list(db.session.execute(oldest))
    db.session.rollback()
    due = [(person_id, edge) for person_id, zone, first in people if first < (edge := last_morning(zone))]
    for person_id, edge in due:
        with transaction():
            queue_for(person_id, edge)
    return len(due)


def last_morning(zone: str) -> dt.datetime:
    """The newest moment at which the clocks there showed the hour; it comes once a day, also when clocks change."""
    local = clock.now().astimezone(ZoneInfo(zone))
    day = local.date() if local.hour >= HOUR else local.date() - dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(HOUR), ZoneInfo(zone)).astimezone(dt.UTC)


def queue_for(person_id: int, edge: dt.datetime) -> None:
    """Claims the notices by one statement, so that of two workers one sends them."""
    closing.retire(person_id)
    before = select(LedgerEvent.id).where(LedgerEvent.id == Notification.event_id, LedgerEvent.at < edge)
    claim = update(Notification).where(Notification.person_id == person_id, *WAITING, before.exists())
    claim = claim.values(digested_at=clock.now()).execution_options(synchronize_session=False)
    rows = db.session.execute(claim.returning(Notification.event_id, Notification.read_at)).all()
    unread = sorted(row.event_id for row in rows if row.read_at is None)
    person = db.session.get(Person, person_id)
    if unread and person and person.digest == "daily" and not person.closed_at:
        data = {"event_ids": unread[-MOST:], "left_out": max(0, len(unread) - MOST)}
        mail.queue(person.email, "digest", data, person=person, language=person.language)


def grouped(events: list[LedgerEvent]) -> list[tuple[str, list[LedgerEvent]]]:
    """Events by the thing they are about, in the order in which the things first appear."""

    def key(event: LedgerEvent) -> tuple[str, int]:
        return (event.subject_kind, event.subject_id)

    groups = [list(rows) for _key, rows in groupby(sorted(events, key=lambda e: (*key(e), e.id)), key)]
    return [(group[-1].title, group) for group in sorted(groups, key=lambda group: group[0].id)]
