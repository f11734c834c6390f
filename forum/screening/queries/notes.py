"""Internal notes on a recommendation, and the colleagues who may read them."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.recommendations.case import Case
from forum.recommendations.queries.queue import editors
from models import Person, ReviewNote
from models.base import db
from models.mandate import Role


def of(identity: int) -> list[ReviewNote]:
    statement = select(ReviewNote).filter_by(recommendation_id=identity).options(joinedload(ReviewNote.person))
    return list(db.session.scalars(statement.order_by(ReviewNote.id)))


def colleagues(case: Case) -> list[Person]:
    """Members of the secretariat who may read of it, by name."""
    return editors(case.involved, case.interested, (Role.EDITOR, Role.APPROVER))
