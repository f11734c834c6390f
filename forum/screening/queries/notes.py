"""Internal notes on a recommendation."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import ReviewNote
from models.base import db


def of(identity: int) -> list[ReviewNote]:
    statement = select(ReviewNote).filter_by(recommendation_id=identity).options(joinedload(ReviewNote.person))
    return list(db.session.scalars(statement.order_by(ReviewNote.id)))
