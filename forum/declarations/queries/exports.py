"""The files that were made of versions, or wait to be made."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.declarations.queries.declarations import PUBLIC, WITH_LEAD
from forum.kit.making import READY
from models import Declaration, Export, RegisterEntry
from models.base import db


def register_size(declaration_id: int) -> int:
    """How many entries the register had with the newest act on this declaration: until the next one its files stay true."""
    newest = select(func.max(RegisterEntry.index)).where(RegisterEntry.declaration_id == declaration_id)
    found: int | None = db.session.scalar(newest)
    return 0 if found is None else found + 1


def of_version(version_id: int, size: int) -> list[Export]:
    """Those that show the version as it stands in the register of this size."""
    statement = select(Export).filter_by(version_id=version_id, register_size=size)
    return list(db.session.scalars(statement.order_by(Export.format, Export.variant, Export.languages)))


def one(version_id: int, size: int, format: str, variant: str, languages: str) -> Export | None:
    values = {"format": format, "variant": variant, "languages": languages}
    return db.session.scalar(select(Export).filter_by(version_id=version_id, register_size=size, **values))


def ready(declaration_id: int, identity: int) -> Export | None:
    statement = select(Export).filter_by(declaration_id=declaration_id, id=identity, state=READY)
    return db.session.scalar(statement.options(joinedload(Export.version)))


def newest(declaration_id: int) -> int:
    """The id of the newest file that is kept of a declaration, 0 for none."""
    return db.session.scalar(select(func.max(Export.id)).filter_by(declaration_id=declaration_id, state=READY)) or 0


def without_files(moment: dt.datetime, most: int) -> list[Declaration]:
    """Public ones whose newest act was before `moment`, and of whose present state nobody has asked for a clean PDF yet."""
    newest = (
        select(RegisterEntry.declaration_id, (func.max(RegisterEntry.index) + 1).label("size"))
        .where(RegisterEntry.declaration_id.is_not(None))
        .group_by(RegisterEntry.declaration_id)
        .having(func.max(RegisterEntry.at) < moment)
        .subquery()
    )
    there = select(Export.id).where(Export.declaration_id == newest.c.declaration_id, Export.register_size == newest.c.size)
    clean = there.where(Export.format == "pdf", Export.variant == "clean").correlate(newest)
    found = select(Declaration).join(newest, newest.c.declaration_id == Declaration.id).options(WITH_LEAD)
    return list(db.session.scalars(found.where(Declaration.stage.in_(PUBLIC), ~clean.exists()).limit(most)))


def older_than(moment: dt.datetime) -> list[Export]:
    made = func.coalesce(Export.made_at, Export.asked_at)
    return list(db.session.scalars(select(Export).where(made < moment).order_by(Export.id).limit(100)))


def keys() -> set[str]:
    """Of every file that a row names."""
    return set(db.session.scalars(select(Export.key).where(Export.key != "")))
