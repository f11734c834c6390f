"""Sessions of a body, and what stands on their agendas."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from forum import ledger
from forum.bodies import rules
from forum.bodies.queries import sessions as reading
from forum.kit import clock
from forum.kit.verdict import require
from models import AgendaItem, Body, BodySession
from models.base import db

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Facts:
    """`days` are the first and the last; documents are due before the first."""

    name: str
    place: str
    days: tuple[dt.date, dt.date]
    documents_due_on: dt.date | None = None


def add_session(actor: Any, body: Body, facts: Facts) -> BodySession:
    row = BodySession(body_id=body.id)
    _write(actor, row, facts)
    db.session.add(row)
    db.session.flush()
    ledger.record("body.session_added", actor, ("body", body.id), f"{body.name}: {row.name}", public=True, session_id=row.id)
    return row


def edit_session(actor: Any, body: Body, row: BodySession, facts: Facts) -> None:
    """Where its days move, those whose recommendations are before it hear of that."""
    before = (row.starts_on, row.ends_on, row.documents_due_on)
    _write(actor, row, facts)
    db.session.flush()
    moved = before != (row.starts_on, row.ends_on, row.documents_due_on)
    verb = "body.session_moved" if moved else "body.session_edited"
    ledger.record(verb, actor, ("body", body.id), f"{body.name}: {row.name}", public=True, session_id=row.id)


def _write(actor: Any, row: BodySession, facts: Facts) -> None:
    require(rules.can_keep(actor))
    require(rules.good_days(*facts.days))
    require(rules.good_documents_day(facts.days[0], facts.documents_due_on))
    row.name, row.place, row.documents_due_on = facts.name, facts.place, facts.documents_due_on
    row.starts_on, row.ends_on = facts.days
    row.changed_at = clock.now()


def add_item(actor: Any, session: BodySession, number: str, title: str) -> AgendaItem:
    """At the end of the agenda."""
    require(rules.can_keep(actor))
    position = max((item.position for item in reading.agenda(session.id)), default=0) + 1
    row = AgendaItem(session_id=session.id, position=position, number=number, title=title)
    db.session.add(row)
    _changed(actor, session)
    return row


def change_item(actor: Any, session: BodySession, item: AgendaItem, number: str, title: str) -> None:
    require(rules.can_keep(actor))
    item.number, item.title = number, title
    _changed(actor, session)


def move_item(actor: Any, session: BodySession, item: AgendaItem, way: str) -> None:
    """One place up or down; at either end nothing moves."""
    require(rules.can_keep(actor))
    items = reading.agenda(session.id)
    here = [one.id for one in items].index(item.id)
    there = here - 1 if way == UP else here + 1
    if not 0 <= there < len(items):
        return
    other = items[there]
    mine, theirs = item.position, other.position
    item.position = 0  # a place that no item has: two of one number are refused by the database
    db.session.flush()
    other.position = mine
    db.session.flush()
    item.position = theirs
    _changed(actor, session)


def remove_item(actor: Any, session: BodySession, item: AgendaItem) -> None:
    require(rules.can_keep(actor))
    require(rules.can_remove_item(reading.named_by_paths(item.id)))
    db.session.delete(item)
    _changed(actor, session)


def _changed(actor: Any, session: BodySession) -> None:
    db.session.flush()
    title = f"{session.body.name}: {session.name}"
    ledger.record("body.agenda_changed", actor, ("body", session.body_id), title, public=True, session_id=session.id)
