"""Milestones, reports and undertakings of one recommendation, and what has to be looked at again."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Experience, FollowUpReport, Milestone, Recommendation, Undertaking
from models.base import db


def reports(recommendation_id: int) -> list[FollowUpReport]:
    """Newest first."""
    statement = select(FollowUpReport).filter_by(recommendation_id=recommendation_id)
    return list(db.session.scalars(statement.order_by(FollowUpReport.id.desc())))


def milestones(recommendation_id: int) -> list[Milestone]:
    """By their days; those without one last."""
    statement = select(Milestone).filter_by(recommendation_id=recommendation_id)
    return list(db.session.scalars(statement.order_by(Milestone.due_on.is_(None), Milestone.due_on, Milestone.id)))


def undertakings(recommendation_id: int) -> list[Undertaking]:
    """Those that stand, in the order in which they were said."""
    statement = select(Undertaking).where(
        Undertaking.recommendation_id == recommendation_id, Undertaking.withdrawn_at.is_(None)
    )
    loads = (joinedload(Undertaking.city), joinedload(Undertaking.experience))
    return list(db.session.scalars(statement.options(*loads).order_by(Undertaking.id)))


def undertaking_of(recommendation_id: int, city_id: int | None) -> Undertaking | None:
    statement = select(Undertaking).filter_by(recommendation_id=recommendation_id, city_id=city_id or 0, withdrawn_at=None)
    return db.session.scalar(statement.limit(1))


def own_experiences(city_id: int | None) -> list[Experience]:
    """What a city can show, the newest first."""
    statement = select(Experience).where(Experience.city_id == (city_id or 0), Experience.state == "published")
    return list(db.session.scalars(statement.order_by(Experience.published_at.desc(), Experience.id.desc()).limit(200)))


def by_experience(experience_id: int) -> list[Any]:
    """(undertaking, title of the recommendation): what an experience is shown for."""
    statement = (
        select(Undertaking, Recommendation.title)
        .join(Recommendation, Recommendation.id == Undertaking.recommendation_id)
        .where(Undertaking.experience_id == experience_id, Undertaking.withdrawn_at.is_(None))
        .where(Recommendation.public_at.is_not(None))
        .order_by(Undertaking.id)
    )
    return list(db.session.execute(statement).all())
