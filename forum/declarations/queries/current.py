"""Which version of a text stands, said to the database; `Dossier.version` says the same of what is loaded."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from models import Version


def is_current(version: Any, declaration: Any) -> ColumnElement[bool]:
    """The newest that stands; a correction that a signatory objected to never did."""
    other = aliased(Version)
    newest = select(func.max(other.number)).where(other.declaration_id == declaration.id, other.objected_at.is_(None))
    mine: ColumnElement[bool] = version.declaration_id == declaration.id
    return mine & (version.number == newest.correlate(declaration).scalar_subquery())
