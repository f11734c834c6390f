"""What time has done to the inboxes and the outbox of the demo: old notices are read, old mail has gone out."""

import datetime as dt

from sqlalchemy import func, select, update

from forum.kit import clock
from models import LedgerEvent, Notification, OutboxMail, Person
from models.base import db

FRESH = dt.timedelta(days=12)


def settle() -> None:
    edge = clock.now() - FRESH
    old = select(LedgerEvent.id).where(LedgerEvent.at < edge)
    read = update(Notification).where(Notification.event_id.in_(old))
    db.session.execute(read.values(read_at=clock.now(), digested_at=clock.now()))
    gone = update(OutboxMail).where(OutboxMail.created_at < clock.now() - dt.timedelta(hours=1), OutboxMail.state != "held")
    db.session.execute(gone.values(state="sent", sent_at=OutboxMail.created_at))
    unread = select(func.count()).where(Notification.person_id == Person.id, Notification.read_at.is_(None))
    db.session.execute(update(Person).values(unread=unread.scalar_subquery()))
