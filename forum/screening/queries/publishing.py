"""What waits to be published, who can be the second person, and the letters that are held for reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from forum.kit import clock
from forum.recommendations.case import Case
from forum.recommendations.queries.queue import impartial
from forum.recommendations.queries.recommendations import HEADS
from models import (
    DeclaredInterest,
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
    Sponsor,
)
from models.base import db
from models.mandate import Role

ACCEPT, RETURN = "accept", "return"


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


def to_publish(actor: Any) -> list[Item]:
    """Three statements: kept decisions, prepared forwardings and their paths; never where this person has an interest."""
    of = Recommendation.id == PendingDecision.recommendation_id
    kept = (
        select(PendingDecision, Recommendation)
        .join(Recommendation, of)
        .where(PendingDecision.state == "waiting", impartial(actor))
        .options(*HEADS, joinedload(PendingDecision.prepared_by))
        .order_by(PendingDecision.id)
    )
    prepared = (
        select(Forwarding, Recommendation)
        .join(Recommendation, Recommendation.id == Forwarding.recommendation_id)
        .where(Forwarding.state == "prepared", impartial(actor))
        .options(*HEADS, joinedload(Forwarding.prepared_by))
        .order_by(Forwarding.id)
    )
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
    sponsors = select(Sponsor.recommendation_id, Sponsor.city_id)
    for row, city in db.session.execute(sponsors.where(Sponsor.recommendation_id.in_(pairs), Sponsor.state != "left")):
        cities.setdefault(row, set()).add(city)
    declared = select(DeclaredInterest).where(DeclaredInterest.person_id.in_(ids), DeclaredInterest.ended_at.is_(None))
    interests = list(db.session.scalars(declared))

    def free(person: Person, row: int) -> bool:
        asking = cities.get(row, set())
        if person.id == pairs[row] or speaks.get(person.id, set()) & asking:
            return False
        return not any(
            one.person_id == person.id and (one.recommendation_id == row or one.city_id in asking) for one in interests
        )

    return {row: [person for person in approvers if free(person, row)] for row in pairs}


def publications(limit: int = 10) -> list[tuple[Publication, int]]:
    """The newest, each with how many of its letters are still held."""
    held = select(func.count()).where(OutboxMail.publication_id == Publication.id, OutboxMail.state == "held")
    statement = select(Publication, held.scalar_subquery()).order_by(Publication.id.desc()).limit(limit)
    return [(row, count) for row, count in db.session.execute(statement)]


def publication(identity: int) -> Publication | None:
    return db.session.get(Publication, identity)


def letters(actor: Any, identity: int, state: str = "held") -> list[OutboxMail]:
    """Letters of one publication, without those about a matter in which this person has an interest; two statements."""
    statement = select(OutboxMail).filter_by(publication_id=identity, state=state).options(joinedload(OutboxMail.person))
    rows = list(db.session.scalars(statement.order_by(OutboxMail.id)))
    about = (
        select(LedgerEvent.id)
        .join(Recommendation, Recommendation.id == LedgerEvent.subject_id)
        .where(
            LedgerEvent.id.in_([row.data.get("event_id") for row in rows]),
            LedgerEvent.subject_kind == "recommendation",
            or_(Recommendation.public_at.is_not(None), impartial(actor)),
        )
    )
    open_to = set(db.session.scalars(about))
    return [row for row in rows if row.data.get("event_id") in open_to]


def held_count() -> int:
    """How many letters wait for somebody to read them."""
    return db.session.scalar(select(func.count()).select_from(OutboxMail).filter_by(state="held")) or 0


def waiting_count(actor: Any) -> int:
    """Kept decisions; what waits for a second person is counted elsewhere."""
    of = Recommendation.id == PendingDecision.recommendation_id
    statement = select(func.count(PendingDecision.id)).join(Recommendation, of)
    return db.session.scalar(statement.where(PendingDecision.state == "waiting", impartial(actor))) or 0
