"""What happens now, what was answered, and how far words have come: the same number of statements on any day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from forum.accounts.actor import Actor
from forum.declarations.queries.counting import counts
from forum.declarations.queries.declarations import WITH_LEAD, visible_to
from forum.recommendations.queries.recommendations import HEADS
from forum.recommendations.queries.recommendations import sponsor_counts as count_sponsors
from models import Body, City, Declaration, Disposition, Path, Recommendation, Signature
from models.base import db
from models.declaration import Stage

IN_WORK = (Stage.DRAFTING, Stage.CONSULTATION, Stage.SILENCE)


@dataclass(frozen=True)
class Answered:
    """What a body did with what cities asked."""

    answer: Disposition
    recommendation: Recommendation
    body: str
    sponsors: int


def signatories(ids: Iterable[int]) -> dict[int, list[Any]]:
    """The cities under each declaration, in the order of signing."""
    statement = (
        select(Signature.declaration_id, City.id, City.name, City.slug)
        .join(City, City.id == Signature.city_id)
        .where(Signature.declaration_id.in_(list(ids)), counts())
        .order_by(Signature.at, Signature.id)
    )
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(statement):
        if row.id not in [one.id for one in found.setdefault(row.declaration_id, [])]:
            found[row.declaration_id].append(row)
    return found


def in_work(actor: Actor, limit: int = 4) -> list[Declaration]:
    """Texts that are drafted, consulted on or in silence, for those who may see them."""
    if not actor.signed_in:
        return []
    statement = select(Declaration).where(Declaration.stage.in_(IN_WORK), visible_to(actor)).options(WITH_LEAD)
    newest = func.coalesce(Declaration.text_edited_at, Declaration.created_at)
    return list(db.session.scalars(statement.order_by(newest.desc(), Declaration.id.desc()).limit(limit)))


def answers(limit: int = 3) -> list[Answered]:
    """The newest first, one of each body that answered; two statements."""
    newest = (
        select(func.max(Disposition.id))
        .where(Disposition.superseded_at.is_(None), Disposition.to_session_id.is_(None))
        .group_by(Disposition.path_id)
    )
    statement = (
        select(Disposition, Recommendation, Body.name)
        .join(Recommendation, Recommendation.id == Disposition.recommendation_id)
        .join(Path, Path.id == Disposition.path_id)
        .join(Body, Body.id == Path.body_id)
        .where(Recommendation.public_at.is_not(None), Disposition.id.in_(newest))
        .options(*HEADS)
        .order_by(Disposition.decided_on.desc(), Disposition.id.desc())
        .limit(limit)
    )
    rows = db.session.execute(statement).all()
    sponsors = count_sponsors([recommendation.id for _answer, recommendation, _body in rows])
    return [Answered(answer, row, body, sponsors.get(row.id, 1)) for answer, row, body in rows]
