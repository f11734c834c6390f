"""Reading the ledger: the history of one thing, and what happened lately."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import LedgerEvent, Mandate
from models.base import db

LOADS = (
    joinedload(LedgerEvent.person),
    joinedload(LedgerEvent.city),
    joinedload(LedgerEvent.mandate).joinedload(Mandate.city),
)


def history(kind: str, identity: int, verbs: Iterable[str] | None = None, limit: int = 200) -> list[LedgerEvent]:
    """What happened to one thing, newest first."""
    statement = select(LedgerEvent).filter_by(subject_kind=kind, subject_id=identity).options(*LOADS)
    if verbs is not None:
        statement = statement.where(LedgerEvent.verb.in_(list(verbs)))
    return list(db.session.scalars(statement.order_by(LedgerEvent.id.desc()).limit(limit)))
