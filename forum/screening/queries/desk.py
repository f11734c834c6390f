"""Who has how much, the list of what is checked, and the interests that one declared."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from forum.recommendations.queries.queue import impartial
from forum.screening.queries.views import SCREENED, conditions
from models import ChecklistItem, ChecklistTick, DeclaredInterest, Person, Recommendation
from models.base import db


@dataclass(frozen=True)
class Load:
    person_id: int
    name: str
    open: int
    due_week: int
    overdue: int


def workload(actor: Any) -> list[Load]:
    """What each editor screens now, without what this reader may not know of; one statement."""
    known = conditions(actor)
    late, soon = (func.coalesce(func.sum(case((known[view], 1), else_=0)), 0) for view in ("overdue", "due-week"))
    statement = (
        select(Person.id, Person.name, func.count(Recommendation.id), soon, late)
        .join(Recommendation, Recommendation.assignee_id == Person.id)
        .where(Recommendation.stage.in_(SCREENED), impartial(actor))
        .group_by(Person.id, Person.name)
        .order_by(Person.name, Person.id)
    )
    return [Load(*row) for row in db.session.execute(statement)]


def checklist() -> list[ChecklistItem]:
    statement = select(ChecklistItem).where(ChecklistItem.retired_at.is_(None))
    return list(db.session.scalars(statement.order_by(ChecklistItem.position, ChecklistItem.id)))


def ticks(identity: int) -> dict[int, ChecklistTick]:
    statement = select(ChecklistTick).filter_by(recommendation_id=identity).options(joinedload(ChecklistTick.person))
    return {row.item_id: row for row in db.session.scalars(statement)}


def interests(person_id: int) -> list[tuple[DeclaredInterest, str | None]]:
    """Those that hold; with the title of what was named, since the person named it themselves."""
    statement = (
        select(DeclaredInterest, Recommendation.title)
        .outerjoin(Recommendation, Recommendation.id == DeclaredInterest.recommendation_id)
        .where(DeclaredInterest.person_id == person_id, DeclaredInterest.ended_at.is_(None))
        .options(joinedload(DeclaredInterest.city))
        .order_by(DeclaredInterest.id)
    )
    return [(row, title) for row, title in db.session.execute(statement)]
