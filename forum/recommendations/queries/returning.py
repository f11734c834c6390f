"""Returns of a recommendation: their rounds, requests for more time, and wording that staff propose."""

import datetime as dt
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased, joinedload

from forum.recommendations import rules
from forum.recommendations.queries.queue import impartial
from forum.recommendations.queries.recommendations import HEADS
from models import Extension, Recommendation, ReturnRound, WordingProposal
from models.base import db
from models.recommendation import Stage


def last_round(identity: int) -> ReturnRound | None:
    """The newest return; none where it was returned before the forum kept the text of a return."""
    statement = select(ReturnRound).filter_by(recommendation_id=identity).order_by(ReturnRound.round.desc()).limit(1)
    return db.session.scalar(statement)


def rounds(identity: int) -> list[ReturnRound]:
    return list(db.session.scalars(select(ReturnRound).filter_by(recommendation_id=identity).order_by(ReturnRound.round)))


def extensions(identity: int) -> list[Extension]:
    """The newest first."""
    statement = select(Extension).filter_by(recommendation_id=identity).order_by(Extension.id.desc())
    return list(db.session.scalars(statement))


def asked_extension(identity: int, number: int) -> Extension | None:
    """The request that waits for an answer in this round."""
    statement = select(Extension).filter_by(recommendation_id=identity, round=number, state="asked")
    return db.session.scalar(statement.order_by(Extension.id.desc()).limit(1))


def proposals(identity: int) -> list[WordingProposal]:
    """The newest first, with who proposed them; those names are for reviewers."""
    statement = select(WordingProposal).filter_by(recommendation_id=identity).options(joinedload(WordingProposal.person))
    return list(db.session.scalars(statement.order_by(WordingProposal.id.desc())))


def waiting_count(identity: int) -> int:
    """How many proposals wait for the lead sponsor."""
    waiting = select(func.count(WordingProposal.id)).filter_by(recommendation_id=identity, state="proposed")
    return db.session.scalar(waiting) or 0


def answer_days(ids: list[int]) -> dict[int, dt.date]:
    """By when an answer is due from the sponsors, by recommendation; those that are returned and have a day."""
    statement = _returned(ReturnRound.recommendation_id, ReturnRound.answer_due_on)
    found = db.session.execute(statement.where(ReturnRound.recommendation_id.in_(ids)))
    return {identity: day for identity, day in found if day}


def extensions_to_decide(actor: Any, most: int) -> list[Any]:
    """(recommendation, request), what is due first before the rest; nothing in which this editor has an interest."""
    statement = (
        select(Recommendation, Extension)
        .join(Extension, Extension.recommendation_id == Recommendation.id)
        .where(Extension.state == "asked", Recommendation.stage == Stage.RETURNED, impartial(actor))
        .options(*HEADS)
    )
    return list(db.session.execute(statement.order_by(Extension.until, Extension.id).limit(most)))


def wording_to_decide(city_id: int, most: int) -> list[Any]:
    """(recommendation, number of proposals, since when) for each that this city leads."""
    count, since = func.count(WordingProposal.id), func.min(WordingProposal.at)
    waiting = and_(WordingProposal.recommendation_id == Recommendation.id, WordingProposal.state == "proposed")
    statement = (
        select(Recommendation.id, Recommendation.title, count.label("proposals"), since.label("since"))
        .join(WordingProposal, waiting)
        .where(Recommendation.lead_city_id == city_id, Recommendation.stage.in_(rules.PROPOSED_IN))
        .group_by(Recommendation.id, Recommendation.title)
        .order_by(since)
    )
    return list(db.session.execute(statement.limit(most)))


def _returned(*columns: Any) -> Any:
    """Of each recommendation that is returned, its newest round."""
    others = aliased(ReturnRound)
    newer = select(func.max(others.round)).where(others.recommendation_id == Recommendation.id).correlate(Recommendation)
    return (
        select(*columns)
        .select_from(ReturnRound)
        .join(Recommendation, Recommendation.id == ReturnRound.recommendation_id)
        .where(Recommendation.stage == Stage.RETURNED, ReturnRound.round == newer.scalar_subquery())
    )


def due_rounds(until: dt.date) -> list[tuple[ReturnRound, Recommendation]]:
    """Returned ones whose answer is due by then and of which nobody was reminded."""
    statement = _returned(ReturnRound, Recommendation).where(
        ReturnRound.answer_due_on <= until, ReturnRound.reminded_at.is_(None)
    )
    return [(one, row) for one, row in db.session.execute(statement.options(*HEADS).order_by(ReturnRound.id))]
