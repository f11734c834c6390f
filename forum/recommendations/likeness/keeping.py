"""Keeping the terms of a recommendation, so that others are found to be alike without reading all texts."""

from sqlalchemy import delete, exists, insert, select

from forum.kit.database import transaction
from forum.recommendations.case import Case
from forum.recommendations.likeness.terms import terms_of
from forum.recommendations.queries.recommendations import HEADS, case_of
from models import Recommendation, RecommendationTerm
from models.base import db


def keep_terms(case: Case) -> None:
    """Bring the rows to the text and the evidence that stand; two or three statements."""
    wanted = terms_of(case)
    rows = db.session.execute(
        select(RecommendationTerm.id, RecommendationTerm.term, RecommendationTerm.weight).filter_by(
            recommendation_id=case.id
        )
    )
    stale = []
    for identity, term, weight in rows:
        if wanted.get(term) == weight:
            del wanted[term]
        else:
            stale.append(identity)
    if stale:
        db.session.execute(delete(RecommendationTerm).where(RecommendationTerm.id.in_(stale)))
    if wanted:
        values = [{"term": term, "recommendation_id": case.id, "weight": weight} for term, weight in wanted.items()]
        db.session.execute(insert(RecommendationTerm), values)


def catch_up() -> None:
    """The job: texts from before the terms were kept get theirs, some at a time."""
    with transaction() as session:
        none_kept = ~exists().where(RecommendationTerm.recommendation_id == Recommendation.id)
        rows = session.scalars(
            select(Recommendation).where(none_kept).options(*HEADS).order_by(Recommendation.id).limit(200)
        )
        for row in list(rows):
            keep_terms(case_of(row))
