"""Readers who are known already: one small statement says whether anything about them has changed since they were loaded.

Loading a person with all mandates and holders costs more than the rest of a page. What is remembered is read only; whoever
writes is loaded anew. `Person.access_version` counts up with every change that could matter.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, event, inspect, select, update
from sqlalchemy.orm import Session

from forum.accounts.actor import Actor
from forum.accounts.sessions import actor_of, find_session, is_over
from forum.kit import clock
from forum.kit.database import read
from forum.kit.security import token_hash
from models import Body, City, Mandate, MandateVerification, Person, WebSession
from models.base import db

MOST = 2000
OF_NO_WEIGHT = {"unread", "access_version", "password_hash", "digest", "notices"}


@dataclass
class Known:
    stamp: tuple[Any, ...]
    session: WebSession
    actor: Actor


_known: OrderedDict[str, Known] = OrderedDict()
_lock = threading.Lock()
CHECK = (
    select(
        Person.access_version,
        WebSession.mandate_id,
        WebSession.viewing_as_id,
        WebSession.ended_at,
        WebSession.seen_at,
        Person.unread,
    )
    .join_from(WebSession, Person, WebSession.person_id == Person.id)
    .where(WebSession.token_hash == bindparam("key"))
)


def recall(token: str) -> tuple[WebSession, Actor] | None:
    """The session and the actor of a reader, detached; None where the session has ended."""
    key = token_hash(token)
    known = _known.get(key)
    if known is None:
        return _learn(key, token)
    row = next(iter(read(CHECK, {"key": key})), None)
    if row is None or row.ended_at is not None:
        _forget(key)
        return None
    if _stamp(*row[:3]) != known.stamp:
        _forget(key)
        return _learn(key, token)
    known.session.seen_at = row.seen_at
    if known.actor.person:
        known.actor.person.unread = row.unread
    return None if is_over(known.session) else (known.session, known.actor)


def _learn(key: str, token: str) -> tuple[WebSession, Actor] | None:
    """Loaded apart from the request's own session, since it outlives the request."""
    with db.session.session_factory() as apart:
        session = find_session(token, apart)
        if session is None:
            return None
        viewing = session.viewing_as_id is not None
        actor = None if viewing else actor_of(session)
        apart.expunge_all()
    if actor is None:
        session = find_session(token)
        return (session, actor_of(session)) if session else None
    with _lock:
        _known[key] = Known(_stamp(session.person.access_version, session.mandate_id, None), session, actor)
        while len(_known) > MOST:
            _known.popitem(last=False)
    return session, actor


def _stamp(version: int, mandate_id: int | None, viewing_as_id: int | None) -> tuple[Any, ...]:
    """Mandates begin and end by the day."""
    return version, mandate_id, viewing_as_id, clock.today()


def _forget(key: str) -> None:
    with _lock:
        _known.pop(key, None)


@event.listens_for(Session, "before_flush")
def _count_up(session: Session, _context: Any, _instances: Any) -> None:
    """Whatever names, holds or verifies a mandate makes those who were loaded with it out of date."""
    people: set[int] = set()
    for row in {*session.new, *session.dirty, *session.deleted}:
        if isinstance(row, Person) and row.id and _weighs(row):
            people.add(row.id)
        elif isinstance(row, Mandate) and row.person_id:
            people.add(row.person_id)
        elif isinstance(row, MandateVerification):
            people.update(session.scalars(select(Mandate.person_id).filter_by(id=row.mandate_id)))
        elif isinstance(row, City | Body) and row.id and session.is_modified(row):
            column = Mandate.city_id if isinstance(row, City) else Mandate.body_id
            people.update(session.scalars(select(Mandate.person_id).where(column == row.id)))
    if people:
        bump(session, people)


def bump(session: Any, people: set[int]) -> None:
    """To be called by hand where a statement changes mandates without loading them."""
    statement = update(Person).where(Person.id.in_(people)).values(access_version=Person.access_version + 1)
    session.execute(statement.execution_options(synchronize_session=False))


def _weighs(person: Person) -> bool:
    state = inspect(person)
    return any(attribute.history.has_changes() for attribute in state.attrs if attribute.key not in OF_NO_WEIGHT)
