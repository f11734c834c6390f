"""What returns to the desk: a follow-up whose day of review has come, or a milestone whose day has passed."""

import datetime as dt
from typing import Any

from sqlalchemy import or_, select

from models import Milestone, Recommendation
from models.recommendation import Stage

FOLLOWED = (Stage.DISPOSITION, Stage.FOLLOW_UP)


def to_review(day: dt.date) -> Any:
    """A condition for the queue and the desk."""
    late = select(Milestone.recommendation_id).where(Milestone.reached_on.is_(None), Milestone.due_on < day)
    return Recommendation.stage.in_(FOLLOWED) & or_(Recommendation.review_on <= day, Recommendation.id.in_(late))
