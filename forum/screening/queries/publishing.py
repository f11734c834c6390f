"""What waits to be published, who can be the second person, and the letters that are held for reading."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from forum.kit import clock
from forum.kit.numbers import number
from forum.recommendations.case import Case
from forum.recommendations.queries import interests
from forum.recommendations.queries.queue import impartial
from forum.recommendations.queries.recommendations import HEADS
from models import (
    Forwarding,
    LedgerEvent,
    Mandate,
    MandateVerification,
    OutboxMail,
    Path,
    PendingDecision,
    Person,
    Publication,
    Recommendation,
)
from models.base import db
from models.mandate import Role

ACCEPT, RETURN = "accept", "return"
MOST_HIDDEN = 5  # times as many are read as are shown, since some may be closed to a reader
MOST = 200  # that are shown, and can be published, at once


@dataclass(frozen=True)
class Item:
    """One decision that waits: kept by an editor, or prepared for a second person."""

    key: str
    kind: str  # accept | return | forward | not-forward
    row: Recommendation
    prepared_by: Person
    prepared_at: Any
    decision: PendingDecision | None = None
    forwarding: Forwarding | None = None
    paths: list[Path] = field(default_factory=list)

    def case(self) -> Case:
        """As much of it as the rules of publishing ask about where no interest stands in the way."""
        return Case(self.row, pending=self.forwarding, paths=self.paths)


def to_publish(actor: Any, keys: Sequence[str] | None = None) -> list[Item]:
    """Three statements: kept decisions, prepared forwardings and their paths; never where this person has an interest.

    The oldest of each first and one more than a page has, or those of these keys.
    """
    of = Recommendation.id == PendingDecision.recommendation_id
    kept = (
        select(PendingDecision, Recommendation)
        .join(Recommendation, of)
        .where(PendingDecision.state == "waiting", impartial(actor))
        .options(*HEADS, joinedload(PendingDecision.prepared_by))
        .order_by(PendingDecision.id)
        .limit(MOST + 1)
    )
    prepared = (
        select(Forwarding, Recommendation)
        .join(Recommendation, Recommendation.id == Forwarding.recommendation_id)
        .where(Forwarding.state == "prepared", impartial(actor))
        .options(*HEADS, joinedload(Forwarding.prepared_by))
        .order_by(Forwarding.id)
        .limit(MOST + 1)
    )
    if keys is not None:
        kept = kept.where(PendingDecision.id.in_(_ids("d", keys)))
        prepared = prepared.where(Forwarding.id.in_(_ids("f", keys)))
    second = list(db.session.execute(prepared))
    paths = _paths([row.id for _prepared, row in second])
    items = [
        Item(f"d{one.id}", one.kind, row, one.prepared_by, one.prepared_at, decision=one)
        for one, row in db.session.execute(kept)
    ]
    items += [
        Item(f"f{one.id}", one.kind, row, one.prepared_by, one.prepared_at, None, one, paths.get(row.id, []))
        for one, row in second
    ]
    return items


def _ids(letter: str, keys: Sequence[str]) -> list[int]:
    return [found for key in keys if key[:1] == letter and (found := number(key[1:]))]


def _paths(ids: list[int]) -> dict[int, list[Path]]:
    statement = select(Path).where(Path.recommendation_id.in_(ids), Path.stage == "prepared")
    found: dict[int, list[Path]] = {}
    for path in db.session.scalars(statement.options(joinedload(Path.body), joinedload(Path.session)).order_by(Path.id)):
        found.setdefault(path.recommendation_id, []).append(path)
    return found


def kept(identity: int) -> PendingDecision | None:
    statement = select(PendingDecision).filter_by(recommendation_id=identity, state="waiting")
    return db.session.scalar(statement.options(joinedload(PendingDecision.prepared_by)))


def seconds(asked: Iterable[tuple[int, int]]) -> dict[int, list[Person]]:
    """For each (recommendation, preparer) the approvers in force who are somebody else and have no interest; by name."""
    pairs = dict(asked)
    day = clock.today()
    in_force = and_(
        Mandate.ended_at.is_(None), Mandate.starts_on <= day, or_(Mandate.ends_on.is_(None), Mandate.ends_on >= day)
    )
    approving = select(Mandate.person_id).join(MandateVerification).where(in_force, Mandate.role == Role.APPROVER)
    approvers = list(
        db.session.scalars(
            select(Person).where(Person.id.in_(approving), Person.closed_at.is_(None)).order_by(Person.name, Person.id)
        )
    )
    ids = [person.id for person in approvers]
    held = select(Mandate.person_id, Mandate.city_id).join(MandateVerification)
    speaks: dict[int, set[int]] = {}
    for person_id, city in db.session.execute(
        held.where(in_force, Mandate.person_id.in_(ids), Mandate.city_id.is_not(None))
    ):
        speaks.setdefault(person_id, set()).add(city or 0)
    cities: dict[int, set[int]] = {}
    for row, city in db.session.execute(interests.involved(pairs)):
        cities.setdefault(row, set()).add(city)
    declared = {(row, person_id) for row, person_id in db.session.execute(interests.interested(pairs))}

    def free(person: Person, row: int) -> bool:
        speaks_here = speaks.get(person.id, set()) & cities.get(row, set())
        return person.id != pairs[row] and not speaks_here and (row, person.id) not in declared

    return {row: [person for person in approvers if free(person, row)] for row in pairs}


def publications(actor: Any, limit: int = 10) -> list[tuple[Publication, int, int]]:
    """The newest, each with its decisions and held letters as far as this person has no interest in what they are about.

    Where nothing is left the publication is not there.
    """
    rows = list(db.session.scalars(select(Publication).order_by(Publication.id.desc()).limit(limit * MOST_HIDDEN)))
    known = _open_to(actor, {one for row in rows for one in row.recommendation_ids})
    counted = [(row, sum(one in known for one in row.recommendation_ids)) for row in rows]
    shown = [(row, count) for row, count in counted if count][:limit]
    held = Counter(one.publication_id for one in _letters(actor, [row.id for row, _count in shown], "held"))
    return [(row, count, held[row.id]) for row, count in shown]


def publication(actor: Any, identity: int) -> Publication | None:
    """None also where this person has an interest in all that was published."""
    row = db.session.get(Publication, identity)
    return row if row and decided(actor, row) else None


def decided(actor: Any, row: Publication) -> int:
    """How many of its decisions this person may know of."""
    return len(_open_to(actor, set(row.recommendation_ids)))


def letters(actor: Any, identity: int, state: str = "held") -> list[OutboxMail]:
    """Letters of one publication, without those about a matter in which this person has an interest."""
    return _letters(actor, [identity], state)


def _letters(actor: Any, publications: list[int], state: str) -> list[OutboxMail]:
    if not publications:
        return []
    statement = select(OutboxMail).where(OutboxMail.publication_id.in_(publications), OutboxMail.state == state)
    rows = list(db.session.scalars(statement.options(joinedload(OutboxMail.person)).order_by(OutboxMail.id)))
    about = select(LedgerEvent.id, LedgerEvent.subject_id).where(
        LedgerEvent.id.in_([row.data.get("event_id") for row in rows]), LedgerEvent.subject_kind == "recommendation"
    )
    matters: dict[Any, Any] = {event_id: subject for event_id, subject in db.session.execute(about)}
    known = _open_to(actor, set(matters.values()))
    return [row for row in rows if matters.get(row.data.get("event_id")) in known]


def _open_to(actor: Any, ids: set[int]) -> set[int]:
    """Those of these recommendations that everybody reads or in which this person has no interest."""
    known = or_(Recommendation.public_at.is_not(None), impartial(actor))
    return set(db.session.scalars(select(Recommendation.id).where(Recommendation.id.in_(ids), known))) if ids else set()


def waiting_count(actor: Any) -> int:
    """Kept decisions; what waits for a second person is counted elsewhere."""
    of = Recommendation.id == PendingDecision.recommendation_id
    statement = select(func.count(PendingDecision.id)).join(Recommendation, of)
    return db.session.scalar(statement.where(PendingDecision.state == "waiting", impartial(actor))) or 0
