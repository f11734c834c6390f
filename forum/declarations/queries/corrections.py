"""Objections to corrections of a signed text."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Objection
from models.base import db


def objections(declaration_id: int) -> dict[int, Objection]:
    """By the id of the version that they are about; the first one ends a correction, so there is one at most."""
    statement = select(Objection).filter_by(declaration_id=declaration_id).options(joinedload(Objection.city))
    return {row.version_id: row for row in db.session.scalars(statement.order_by(Objection.id))}
