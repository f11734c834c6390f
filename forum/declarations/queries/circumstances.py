"""What the forum knows about how an act was done: the way it was confirmed, the key, and who was signed in at that time."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select

from forum.accounts.browsers import in_words
from forum.declarations.queries.contests import Act
from models import Passkey, WebSession
from models.base import db

MOST = 20
AROUND = dt.timedelta(minutes=1)  # a session may have ended by the act itself


@dataclass(frozen=True)
class Session:
    """One browser in which the person was signed in at the time of the act."""

    browser: str
    begun: dt.datetime
    seen: dt.datetime
    ended: dt.datetime | None


@dataclass(frozen=True)
class Facts:
    key: Passkey | None
    sessions: list[Session]


def around(act: Act) -> Facts:
    """Two statements, one where no passkey was used. Sessions are kept for thirty days after their last use."""
    key = db.session.scalar(select(Passkey).filter_by(credential_id=act.key_id)) if act.key_id else None
    at = act.row.at
    statement = select(WebSession).where(WebSession.person_id == act.person_id, WebSession.created_at <= at)
    statement = statement.where(or_(WebSession.ended_at.is_(None), WebSession.ended_at >= at - AROUND))
    rows = db.session.scalars(statement.order_by(WebSession.created_at.desc()).limit(MOST))
    return Facts(key, [Session(in_words(row.browser), row.created_at, row.seen_at, row.ended_at) for row in rows])
