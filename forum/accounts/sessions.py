"""Signed-in sessions: the cookie holds a random token, the database its hash, so that any of them can be ended."""

import datetime as dt
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor, in_force
from forum.kit import clock
from forum.kit.security import new_token, token_hash
from models import Mandate, Person, WebSession
from models.base import db
from models.mandate import STAFF_ROLES

IDLE_STAFF = dt.timedelta(minutes=30)
IDLE = dt.timedelta(hours=12)
ABSOLUTE = dt.timedelta(days=7)
NOTE_SEEN_EVERY = dt.timedelta(minutes=5)  # a read-only page must not write each time


def open_session(person: Person, browser: str, mandate_id: int | None = None) -> str:
    """Sign a person in on one browser; the token for the cookie."""
    token = new_token()
    db.session.add(
        WebSession(
            token_hash=token_hash(token),
            person_id=person.id,
            mandate_id=mandate_id,
            browser=browser[:200],
            created_at=clock.now(),
            seen_at=clock.now(),
        )
    )
    db.session.flush()
    return token


def with_holders(path):
    """The loads that `title_of` and `in_force` need, under a path that ends at mandates."""
    return (path.joinedload(Mandate.city), path.joinedload(Mandate.body), path.joinedload(Mandate.verification))


def find_session(token: str, database: Any = None) -> WebSession | None:
    """The session of a cookie unless it ended or idled out; one statement with person and mandates."""
    path = joinedload(WebSession.person).joinedload(Person.mandates)
    statement = select(WebSession).filter_by(token_hash=token_hash(token), ended_at=None).options(*with_holders(path))
    session = (database or db.session).scalars(statement).unique().one_or_none()
    return session if session and not is_over(session) else None


def actor_of(session: WebSession) -> Actor:
    """Who acts in a session: the chosen mandate, or the first in force; whoever views as somebody must still be staff."""
    own = actor_for(session.person, session.mandate_id)
    return _as_seen_by_staff(session) if session.viewing_as_id and own.is_staff else own


def actor_for(person: Person, mandate_id: int | None = None) -> Actor:
    """`person.mandates` must be loaded with holders."""
    day = clock.today()
    mandates = tuple(m for m in sorted(person.mandates, key=lambda m: m.id) if in_force(m, day))
    chosen = next((m for m in mandates if m.id == mandate_id), mandates[0] if mandates else None)
    return Actor(person, chosen, mandates)


def load_actor(person_id: int, mandate_id: int | None = None) -> Actor:
    """The actor of a person who does not act just now: in the demo, in jobs, where others tell them of something.

    Mandates are read anew, also those that the caller holds; they keep their person.
    """
    path = joinedload(Person.mandates)
    loads = (*with_holders(path), path.joinedload(Mandate.person))
    statement = select(Person).filter_by(id=person_id).options(*loads).execution_options(populate_existing=True)
    return actor_for(db.session.scalars(statement).unique().one(), mandate_id)


def note_seen(session: WebSession) -> bool:
    """Whether the session's last use should be written down again."""
    return clock.now() - session.seen_at > NOTE_SEEN_EVERY


def end_session(session: WebSession) -> None:
    session.ended_at = clock.now()


def renew_token(session: WebSession) -> str:
    """A new token for the same session, whenever what it may do changes; the old one is worth nothing."""
    token = new_token()
    session.token_hash = token_hash(token)
    return token


def end_sessions(person_id: int, but: int | None = None) -> None:
    """End all sessions of a person, except one."""
    statement = update(WebSession).where(WebSession.person_id == person_id, WebSession.ended_at.is_(None))
    if but:
        statement = statement.where(WebSession.id != but)
    db.session.execute(statement.values(ended_at=clock.now()))


def _as_seen_by_staff(session: WebSession) -> Actor:
    seen = load_actor(session.viewing_as_id or 0)
    return Actor(
        seen.person, seen.mandate, seen.mandates, read_only=True, viewer=session.person, reason=session.viewing_reason
    )


def is_over(session: WebSession) -> bool:
    now = clock.now()
    staff = any(m.role in STAFF_ROLES for m in session.person.mandates)
    idle = IDLE_STAFF if staff else IDLE
    return now - session.created_at > ABSOLUTE or now - session.seen_at > idle or session.person.closed_at is not None
