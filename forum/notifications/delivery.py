"""Draining the outbox: a lease for each mail, a fixed Message-ID, and longer pauses after each failure up to a day.

While a server is spoken to, no transaction is open: a slow one must not keep the forum from writing.
"""

import datetime as dt
import smtplib

import structlog
from sqlalchemy import or_, select

from forum.kit import clock, mail, postoffice
from forum.kit.database import transaction
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from models import OutboxMail
from models.base import db

LEASE = dt.timedelta(minutes=10)
LONGEST_PAUSE = dt.timedelta(hours=24)
BATCH = 20
GIVE_UP_AFTER = 12
log = structlog.get_logger()


def drain() -> int:
    """Send what is due; the number of mails that went out. Each one is settled in a transaction of its own."""
    sent = 0
    leased = _lease()
    if not leased:
        return 0
    try:
        with postoffice.connection() as deliver:
            while leased:
                sent += _send(leased[0], deliver)
                leased.pop(0)
    except (OSError, smtplib.SMTPException) as error:  # the server is gone: nobody's mail is to blame
        for mail_id in leased:
            _postpone(mail_id, error)
    return sent


def retry(row: OutboxMail) -> None:
    """Try a mail again at once, also one that was given up; never one that is held for reading, or kept back then."""
    if row.publication_id and row.state == "dropped":
        raise Refused(
            refuse(_("This letter of a publication was kept back."), _("Write to its reader yourself, if you must."))
        )
    if row.state not in ("sent", "held"):
        row.state, row.due_at, row.attempts, row.leased_until = "waiting", clock.now(), 0, None
        row.sent_at = None


def _lease() -> list[int]:
    now = clock.now()
    due = (
        select(OutboxMail)
        .where(OutboxMail.state == "waiting", OutboxMail.due_at <= now)
        .where(or_(OutboxMail.leased_until.is_(None), OutboxMail.leased_until < now))
        .order_by(OutboxMail.due_at)
        .limit(BATCH)
    )
    some = db.session.execute(due.with_only_columns(OutboxMail.id)).first()
    db.session.rollback()
    if not some:
        return []
    with transaction() as session:
        rows = session.scalars(due.with_for_update(skip_locked=True)).all()
        for row in rows:
            row.leased_until = now + LEASE
        return [row.id for row in rows]


def _send(mail_id: int, deliver: postoffice.Deliver) -> int:
    """Render in one transaction, deliver in none, settle in another. A broken connection is the caller's."""
    try:
        with transaction() as session:
            row = session.get(OutboxMail, mail_id)
            if row is None or row.state != "waiting":
                return 0
            message = postoffice.message(row, mail.render(row)) if postoffice.sends() else None
        if message is not None:
            deliver(message)
    except mail.NothingToSay:
        _settle(mail_id, "dropped")
        return 0
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        _postpone(mail_id, error, for_good=all(code >= 500 for code in codes))
        return 0
    except smtplib.SMTPServerDisconnected:
        raise
    except OSError as error:
        if not isinstance(error, smtplib.SMTPException):
            raise
        _postpone(mail_id, error)  # the server's refusal of this one
        return 0
    except Exception as error:  # one mail that cannot be worded must not stop the others
        log.exception("mail not worded", mail=mail_id)
        _postpone(mail_id, error)
        return 0
    _settle(mail_id, "sent")
    return 1


def _settle(mail_id: int, state: str) -> None:
    with transaction() as session:
        row = session.get(OutboxMail, mail_id)
        if row is not None:
            row.state, row.sent_at, row.leased_until = state, clock.now(), None


def _postpone(mail_id: int, error: Exception, for_good: bool = False) -> None:
    with transaction() as session:
        row = session.get(OutboxMail, mail_id)
        if row is None:
            return
        row.attempts += 1
        row.last_error = f"{type(error).__name__}: {error}"[:500]
        row.due_at = clock.now() + min(dt.timedelta(minutes=2**row.attempts), LONGEST_PAUSE)
        row.leased_until = None
        if for_good or row.attempts >= GIVE_UP_AFTER:
            row.state, row.sent_at = "failed", clock.now()  # settled: from now on its period of retention runs
        log.warning("mail not sent", mail=row.id, attempts=row.attempts, error=row.last_error)
