"""Amendments with their sponsors, wordings, collisions and decisions."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models import (
    Amendment,
    AmendmentCollision,
    AmendmentDecision,
    AmendmentRevision,
    AmendmentSponsor,
    City,
    ClauseEdit,
    Mandate,
    SponsorAnswer,
    SponsorRequest,
)
from models.base import db

LOADS = (
    joinedload(Amendment.city),
    joinedload(Amendment.person),
    joinedload(Amendment.mandate).joinedload(Mandate.city),
    joinedload(Amendment.decision),
)
UNDECIDED = ("open", "collides")


def amendments(declaration_id: int) -> list[Amendment]:
    """In the order in which they were proposed, which is that of their numbers."""
    statement = select(Amendment).filter_by(declaration_id=declaration_id).options(*LOADS)
    return list(db.session.scalars(statement.order_by(Amendment.id)))


def by_ids(ids: Iterable[int]) -> list[Amendment]:
    return list(db.session.scalars(select(Amendment).where(Amendment.id.in_(list(ids))).options(*LOADS)))


def next_number(declaration_id: int) -> int:
    """Its declaration must be held."""
    newest = db.session.scalar(select(func.max(Amendment.number)).filter_by(declaration_id=declaration_id))
    return (newest or 0) + 1


def rivals(amendment: Amendment) -> list[Amendment]:
    """Undecided ones for the same paragraph, or for the same amendment, without itself."""
    statement = select(Amendment).filter_by(declaration_id=amendment.declaration_id, clause_uid=amendment.clause_uid)
    statement = statement.where(Amendment.id != amendment.id, Amendment.state.in_(UNDECIDED))
    statement = statement.where(Amendment.target_id.is_not_distinct_from(amendment.target_id))
    return list(db.session.scalars(statement.options(*LOADS).order_by(Amendment.id)))


def on(target_id: int) -> list[Amendment]:
    """Undecided amendments to an amendment."""
    statement = select(Amendment).where(Amendment.target_id == target_id, Amendment.state.in_(UNDECIDED))
    return list(db.session.scalars(statement.options(*LOADS).order_by(Amendment.id)))


def accepted_before(amendment: Amendment) -> list[Amendment]:
    """Those accepted for the same words, in whatever order."""
    statement = select(Amendment).filter_by(declaration_id=amendment.declaration_id, clause_uid=amendment.clause_uid)
    statement = statement.where(Amendment.id != amendment.id, Amendment.state == "accepted")
    statement = statement.where(Amendment.target_id.is_not_distinct_from(amendment.target_id))
    return list(db.session.scalars(statement.order_by(Amendment.id)))


def added_after(declaration_id: int, uid: str) -> dict[str, int]:
    """Paragraphs that accepted amendments added after one: uid -> the number of the amendment."""
    statement = select(ClauseEdit.uid, Amendment.number).join(Amendment, Amendment.id == ClauseEdit.amendment_id)
    statement = statement.where(Amendment.declaration_id == declaration_id, Amendment.clause_uid == uid)
    statement = statement.where(Amendment.act == "insert", ClauseEdit.edit == 1)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def decision(amendment_id: int) -> AmendmentDecision | None:
    """With who decided, and the office held then."""
    loads = (joinedload(AmendmentDecision.person), joinedload(AmendmentDecision.mandate).joinedload(Mandate.city))
    return db.session.scalar(select(AmendmentDecision).filter_by(amendment_id=amendment_id).options(*loads))


def sponsors(*amendment_ids: int) -> dict[int, list[City]]:
    """The cities that stand behind each, by name."""
    statement = select(AmendmentSponsor.amendment_id, City).join(City, City.id == AmendmentSponsor.city_id)
    found: dict[int, list[City]] = {identity: [] for identity in amendment_ids}
    for identity, city in db.session.execute(
        statement.where(AmendmentSponsor.amendment_id.in_(amendment_ids)).order_by(City.name)
    ):
        found[identity].append(city)
    return found


def requests(amendment_id: int) -> list[SponsorRequest]:
    """The cities that were asked to sponsor it, with their answers."""
    loads = (joinedload(SponsorRequest.city), joinedload(SponsorRequest.answer))
    statement = select(SponsorRequest).filter_by(amendment_id=amendment_id).options(*loads)
    return list(db.session.scalars(statement.order_by(SponsorRequest.id)))


def unanswered(amendment_id: int, city_id: int | None) -> SponsorRequest | None:
    statement = select(SponsorRequest).filter_by(amendment_id=amendment_id, city_id=city_id)
    return db.session.scalar(statement.where(~select(SponsorAnswer.id).filter_by(request_id=SponsorRequest.id).exists()))


def revisions(amendment_id: int) -> list[AmendmentRevision]:
    """Every wording, newest first."""
    loads = (
        joinedload(AmendmentRevision.person),
        joinedload(AmendmentRevision.mandate).joinedload(Mandate.city),
        joinedload(AmendmentRevision.by).joinedload(Amendment.city),
    )
    statement = select(AmendmentRevision).filter_by(amendment_id=amendment_id).options(*loads)
    return list(db.session.scalars(statement.order_by(AmendmentRevision.edit.desc())))


def collisions(*amendment_ids: int) -> list[AmendmentCollision]:
    """Newest first, with what it collides with and what its city answered."""
    loads = (joinedload(AmendmentCollision.by).joinedload(Amendment.city), joinedload(AmendmentCollision.answer))
    statement = select(AmendmentCollision).where(AmendmentCollision.amendment_id.in_(amendment_ids)).options(*loads)
    return list(db.session.scalars(statement.order_by(AmendmentCollision.id.desc())))


def kept(amendment: Amendment) -> bool:
    """Its city said, when it last collided, that it stays as it is."""
    return amendment.id in kept_among([amendment.id])


def kept_among(ids: Iterable[int]) -> frozenset[int]:
    """Those of these whose newest collision was answered so."""
    newest: dict[int, AmendmentCollision] = {}
    for collision in collisions(*ids):
        newest.setdefault(collision.amendment_id, collision)
    return frozenset(i for i, collision in newest.items() if collision.answer and collision.answer.answer == "kept")
