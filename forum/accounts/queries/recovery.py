"""Recoveries: those of a person, and those that are under way."""

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.rules.recovery import LAPSES, state_of
from forum.kit import clock
from models import FactorRecovery
from models.base import db

LOADS = (joinedload(FactorRecovery.person), joinedload(FactorRecovery.asked_by), joinedload(FactorRecovery.agreed_by))
MOST = 25


def find(identity: int) -> FactorRecovery | None:
    return db.session.scalar(select(FactorRecovery).filter_by(id=identity).options(*LOADS))


def of_person(person_id: int) -> list[FactorRecovery]:
    """Newest first."""
    statement = select(FactorRecovery).filter_by(person_id=person_id).options(*LOADS)
    return list(db.session.scalars(statement.order_by(FactorRecovery.id.desc()).limit(MOST)))


def under_way(person_id: int) -> FactorRecovery | None:
    statement = _open().filter_by(person_id=person_id).order_by(FactorRecovery.id.desc()).limit(1)
    return db.session.scalar(statement.options(*LOADS))


def waiting() -> list[FactorRecovery]:
    """For the desk: what waits for a second person, and what is ready; the oldest first."""
    rows = db.session.scalars(_open().options(*LOADS).order_by(FactorRecovery.id).limit(MOST))
    return [row for row in rows if state_of(row) in ("asked", "ready")]


def _open() -> Select[FactorRecovery]:
    statement = select(FactorRecovery).where(FactorRecovery.done_at.is_(None), FactorRecovery.stopped_at.is_(None))
    edge = clock.now() - LAPSES
    asked = and_(FactorRecovery.ready_at.is_(None), FactorRecovery.asked_at > edge)
    return statement.where(or_(asked, FactorRecovery.ready_at > edge))
