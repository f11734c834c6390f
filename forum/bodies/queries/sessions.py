"""Sessions of bodies and their agendas."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kit import clock
from models import AgendaItem, Body, BodySession, Path
from models.base import db

KEPT = dt.timedelta(days=366)  # for so long a session that is over stays in the calendar
MOST = 500


def find(slug: str, identity: int) -> BodySession | None:
    """With its body."""
    statement = select(BodySession).join(Body, Body.id == BodySession.body_id).where(Body.slug == slug)
    return db.session.scalar(statement.where(BodySession.id == identity).options(joinedload(BodySession.body)))


def agenda(session_id: int) -> list[AgendaItem]:
    return list(db.session.scalars(select(AgendaItem).filter_by(session_id=session_id).order_by(AgendaItem.position)))


def in_use(session_id: int) -> set[int]:
    """Items of an agenda under which recommendations stand, also those that are only prepared."""
    items = select(AgendaItem.id).filter_by(session_id=session_id)
    statement = select(Path.agenda_item_id).where(Path.agenda_item_id.in_(items), Path.stage != "dropped").distinct()
    return {identity for identity in db.session.scalars(statement) if identity}


def named_by_paths(item_id: int) -> bool:
    """Any path, also one that was dropped, names this item: its row stays."""
    return db.session.scalar(select(Path.id).filter_by(agenda_item_id=item_id).limit(1)) is not None


def for_calendar(body_id: int | None = None) -> list[BodySession]:
    """Those to come and those of the last year, with their bodies."""
    statement = select(BodySession).where(BodySession.ends_on >= clock.today() - KEPT).options(joinedload(BodySession.body))
    if body_id is not None:
        statement = statement.where(BodySession.body_id == body_id)
    return list(db.session.scalars(statement.order_by(BodySession.starts_on, BodySession.id).limit(MOST)))
