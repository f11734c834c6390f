"""Entries by their index and by the declaration that they are about."""

from sqlalchemy import select

from models import RegisterEntry
from models.base import db


def entry(index: int) -> RegisterEntry | None:
    return db.session.scalar(select(RegisterEntry).where(RegisterEntry.index == index))


def entries_of(declaration_id: int) -> list[RegisterEntry]:
    """Oldest first."""
    found = select(RegisterEntry).where(RegisterEntry.declaration_id == declaration_id)
    return list(db.session.scalars(found.order_by(RegisterEntry.index)))
