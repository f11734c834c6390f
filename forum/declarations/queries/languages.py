"""The languages that a text stands in, and its paragraphs in each of them."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from forum.kit.database import read
from models import Mandate, ParallelClause, ParallelText, Version, VersionText
from models.base import db

CODES = (
    select(ParallelText.language)
    .where(ParallelText.declaration_id == bindparam("declaration_id"))
    .order_by(ParallelText.language)
)


def codes(declaration_id: int) -> list[str]:
    """Beside the authentic one."""
    return [row.language for row in read(CODES, {"declaration_id": declaration_id})]


def parallels(declaration_id: int) -> list[ParallelText]:
    loads = (joinedload(ParallelText.person), joinedload(ParallelText.mandate).joinedload(Mandate.city))
    statement = select(ParallelText).filter_by(declaration_id=declaration_id).options(*loads)
    return list(db.session.scalars(statement.order_by(ParallelText.language)))


def parallel(declaration_id: int, language: str) -> ParallelText | None:
    loads = (joinedload(ParallelText.person), joinedload(ParallelText.mandate).joinedload(Mandate.city))
    statement = select(ParallelText).filter_by(declaration_id=declaration_id, language=language)
    return db.session.scalar(statement.options(*loads))


def newest(parallels: Sequence[ParallelText]) -> dict[int, list[ParallelClause]]:
    """The paragraphs as they stand, by the id of their parallel text; one statement for all of them."""
    found: dict[int, list[ParallelClause]] = {row.id: [] for row in parallels}
    statement = select(ParallelClause).where(ParallelClause.parallel_id.in_(list(found)), ParallelClause.newest)
    for row in db.session.scalars(statement.order_by(ParallelClause.id)):
        found[row.parallel_id].append(row)
    return found


def history(parallel_id: int, uid: str) -> list[ParallelClause]:
    """Every state of one paragraph, newest first."""
    loads = (joinedload(ParallelClause.person), joinedload(ParallelClause.mandate).joinedload(Mandate.city))
    statement = select(ParallelClause).filter_by(parallel_id=parallel_id, uid=uid).options(*loads)
    return list(db.session.scalars(statement.order_by(ParallelClause.edit.desc())))


def frozen_texts(declaration_id: int) -> dict[tuple[int, str], VersionText]:
    """By (number of the version, language); the complete one where there are two."""
    statement = select(VersionText, Version.number).join(Version, Version.id == VersionText.version_id)
    statement = statement.where(Version.declaration_id == declaration_id).order_by(VersionText.complete, VersionText.id)
    return {(number, row.language): row for row, number in db.session.execute(statement)}


def is_complete(version_id: int, language: str) -> bool:
    statement = select(VersionText.id).filter_by(version_id=version_id, language=language, complete=True)
    return db.session.scalar(statement) is not None
