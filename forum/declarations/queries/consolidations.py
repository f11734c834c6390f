"""The decisions that a lead city is making: what is chosen, what is worded, by which links it is read."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Consolidation, ConsolidationChoice, ConsolidationLink, ConsolidationWording
from models.base import db


def under_way(declaration_id: int) -> Consolidation | None:
    return db.session.scalar(select(Consolidation).filter_by(declaration_id=declaration_id, state="open"))


def choices(consolidation_id: int) -> dict[int, ConsolidationChoice]:
    """By amendment."""
    statement = select(ConsolidationChoice).filter_by(consolidation_id=consolidation_id)
    rows = db.session.scalars(statement.options(joinedload(ConsolidationChoice.person)))
    return {row.amendment_id: row for row in rows}


def wordings(consolidation_id: int) -> dict[str, ConsolidationWording]:
    """By clause."""
    statement = select(ConsolidationWording).filter_by(consolidation_id=consolidation_id)
    rows = db.session.scalars(statement.options(joinedload(ConsolidationWording.person)))
    return {row.clause_uid: row for row in rows}


def links(consolidation_id: int) -> list[ConsolidationLink]:
    """Oldest first."""
    statement = select(ConsolidationLink).filter_by(consolidation_id=consolidation_id)
    return list(db.session.scalars(statement.options(joinedload(ConsolidationLink.person)).order_by(ConsolidationLink.id)))


def link(key: str) -> tuple[ConsolidationLink, Consolidation] | None:
    """By what its address holds, while it was not ended."""
    statement = select(ConsolidationLink, Consolidation).join(
        Consolidation, Consolidation.id == ConsolidationLink.consolidation_id
    )
    row = db.session.execute(statement.where(ConsolidationLink.key == key)).first()
    return (row[0], row[1]) if row else None
