"""The sessions of a person that are alive."""

from sqlalchemy import select

from forum.accounts.sessions import ABSOLUTE, IDLE, IDLE_STAFF
from forum.kit import clock
from models import WebSession
from models.base import db


def alive(person_id: int, staff: bool) -> list[WebSession]:
    """Newest use first; what has idled out is not listed."""
    now = clock.now()
    statement = select(WebSession).filter_by(person_id=person_id, ended_at=None)
    statement = statement.where(WebSession.seen_at > now - (IDLE_STAFF if staff else IDLE))
    statement = statement.where(WebSession.created_at > now - ABSOLUTE)
    return list(db.session.scalars(statement.order_by(WebSession.seen_at.desc()).limit(100)))


def find(person_id: int, session_id: int) -> WebSession | None:
    return db.session.scalar(select(WebSession).filter_by(person_id=person_id, id=session_id, ended_at=None))
