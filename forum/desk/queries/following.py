"""What a person follows, each with its newest public act."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from forum.accounts.actor import Actor
from forum.discussion.queries.follows import followed_by
from forum.kit.subjects import Subject
from forum.ledger.queries import LOADS
from models import LedgerEvent
from models.base import db


@dataclass(frozen=True)
class Followed:
    subject: Subject
    muted: bool
    event: LedgerEvent | None  # its newest public act


def followed(actor: Actor, limit: int = 20) -> list[Followed]:
    """The newest change first; one load for each kind, and two statements for the acts."""
    found = followed_by(actor, limit)
    events = _newest([subject for subject, _muted in found])
    rows = [Followed(subject, muted, events.get((subject.kind, subject.id))) for subject, muted in found]
    return sorted(rows, key=lambda row: row.event.id if row.event else 0, reverse=True)


def _newest(subjects: Iterable[Subject]) -> dict[tuple[str, int], LedgerEvent]:
    """For a city what it did, for anything else what was done to it."""
    cities = [subject.id for subject in subjects if subject.kind == "city"]
    others: dict[str, list[int]] = {}
    for subject in subjects:
        if subject.kind != "city":
            others.setdefault(subject.kind, []).append(subject.id)
    own = [and_(LedgerEvent.subject_kind == kind, LedgerEvent.subject_id.in_(ids)) for kind, ids in others.items()]
    newest = func.max(LedgerEvent.id)
    about = select(newest).where(LedgerEvent.public, or_(False, *own))  # type: ignore[arg-type]
    about = about.group_by(LedgerEvent.subject_kind, LedgerEvent.subject_id)
    by = select(newest).where(LedgerEvent.public, LedgerEvent.city_id.in_(cities)).group_by(LedgerEvent.city_id)
    ids = [*db.session.scalars(about.union_all(by))]
    events = db.session.scalars(select(LedgerEvent).where(LedgerEvent.id.in_(ids)).options(*LOADS)).all()
    found = {(event.subject_kind, event.subject_id): event for event in events}
    return found | {("city", event.city_id): event for event in events if event.city_id in cities and event.city_id}
