"""Public acts with the address of what they are about, as any stranger may see it."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.kit import subjects
from forum.kit.subjects import Subject
from forum.ledger.queries import LOADS
from models import LedgerEvent
from models.base import db

STRANGER = Actor()


@dataclass(frozen=True)
class Act:
    event: LedgerEvent
    subject: Subject


def acts(city_id: int | None = None, limit: int = 30) -> list[Act]:
    """The newest first, of all or of one city; one statement, and one for each kind of subject."""
    statement = select(LedgerEvent).where(LedgerEvent.public).options(*LOADS)
    if city_id:
        statement = statement.where(LedgerEvent.city_id == city_id)
    events = list(db.session.scalars(statement.order_by(LedgerEvent.id.desc()).limit(limit)))
    found = subjects.find_many(((event.subject_kind, event.subject_id) for event in events), STRANGER)
    keyed = [(event, found.get((event.subject_kind, event.subject_id))) for event in events]
    return [Act(event, subject) for event, subject in keyed if subject]
