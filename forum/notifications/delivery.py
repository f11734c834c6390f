"""Draining the outbox: a lease for each mail, a fixed Message-ID, and longer pauses after each failure up to a day."""

import datetime as dt

import structlog
from sqlalchemy import or_, select

from forum.kit import clock, mail
from forum.kit.database import transaction
from models import OutboxMail
from models.base import db

LEASE = dt.timedelta(minutes=5)
LONGEST_PAUSE = dt.timedelta(hours=24)
BATCH = 20
GIVE_UP_AFTER = 12
log = structlog.get_logger()


def drain() -> int:
    """Send what is due; the number of mails that went out. Each one is settled in a transaction of its own."""
    sent = 0
    for mail_id in _lease():
        with transaction() as session:
            row = session.get(OutboxMail, mail_id)
            if row is not None and row.state == "waiting":
                sent += _send(row)
    return sent


def _lease() -> list[int]:
    now = clock.now()
    due = (
        select(OutboxMail)
        .where(OutboxMail.state == "waiting", OutboxMail.due_at <= now)
        .where(or_(OutboxMail.leased_until.is_(None), OutboxMail.leased_until < now))
        .order_by(OutboxMail.due_at)
        .limit(BATCH)
    )
    if not db.session.execute(due.with_only_columns(OutboxMail.id)).first():
        db.session.rollback()
        return []
    db.session.rollback()
    with transaction() as session:
        rows = session.scalars(due.with_for_update(skip_locked=True)).all()
        for row in rows:
            row.leased_until = now + LEASE
        return [row.id for row in rows]


def _send(row: OutboxMail) -> int:
    try:
        mail.send(row)
    except Exception as error:
        row.attempts += 1
        row.last_error = f"{type(error).__name__}: {error}"[:500]
        row.due_at = clock.now() + min(dt.timedelta(minutes=2**row.attempts), LONGEST_PAUSE)
        row.leased_until = None
        if row.attempts >= GIVE_UP_AFTER:
            row.state = "failed"
        log.warning("mail not sent", mail=row.id, attempts=row.attempts, error=row.last_error)
        return 0
    row.state, row.sent_at, row.leased_until = "sent", clock.now(), None
    return 1
