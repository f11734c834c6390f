"""The saved views of the queue, its filters and its order: conditions over plain columns that operations keep."""

import datetime as dt
from typing import Any

from sqlalchemy import String, and_, case, cast, func, or_, select

from forum.kit import clock
from forum.kit.i18n import _l
from forum.kit.numbers import number
from forum.kit.text import clean
from forum.recommendations import rules
from forum.recommendations.queries.follow_up import to_review
from models import Addressee, Body, City, QueueTag, Recommendation, RecommendationTheme
from models.recommendation import Stage

VIEWS = {
    "all": _l("All in review"),
    "unassigned": _l("Unassigned"),
    "mine": _l("Mine"),
    "due-week": _l("Due this week"),
    "overdue": _l("Overdue"),
    "with-author": _l("Waiting for the author"),
    "second-person": _l("Waiting for a second person"),
    "to-clear": _l("To clear"),
    "to-forward": _l("To forward"),
    "awaiting": _l("Awaiting an answer"),
    "to-review": _l("To look at again"),
}
SCREENED = (Stage.SCREENING, Stage.RESUBMITTED)
BEFORE_A_BODY = (Stage.FORWARDED, Stage.CONSIDERED)
SHOWN = (*rules.IN_REVIEW, *BEFORE_A_BODY)
FILTERS = ("body", "country", "theme", "tag", "assignee", "stage", "words")
SORTS = {"due": _l("Due first"), "submitted": _l("Submitted last, first")}
NO_DAY = "9999-12-31"
DUE = func.coalesce(cast(Recommendation.due_on, String), NO_DAY)


def conditions(actor: Any) -> dict[str, Any]:
    stage, day = Recommendation.stage, clock.today()
    screened, undecided = stage.in_(SCREENED), Recommendation.prepared == ""
    return {
        "all": stage.in_(SHOWN),
        "unassigned": or_(stage == Stage.SUBMITTED, and_(screened, Recommendation.assignee_id.is_(None))),
        "mine": and_(screened, Recommendation.assignee_id == actor.person_id),
        "due-week": and_(screened, Recommendation.due_on.between(day, day + dt.timedelta(days=7))),
        "overdue": and_(screened, Recommendation.due_on < day),
        "with-author": stage == Stage.RETURNED,
        "second-person": and_(stage.in_(rules.IN_REVIEW), Recommendation.prepared != ""),
        "to-clear": and_(stage == Stage.ACCEPTED, undecided),
        "to-forward": and_(stage == Stage.CLEARED, undecided),
        "awaiting": stage.in_(BEFORE_A_BODY),
        "to-review": to_review(day),
    }


def shown() -> Any:
    """All that stands in one of the views."""
    return or_(Recommendation.stage.in_(SHOWN), to_review(clock.today()))


def sums(actor: Any) -> list[Any]:
    """How many of the rows stand in each view, for a statement that counts all of them."""
    return [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in conditions(actor).values()]


def chosen_ones(chosen: dict[str, str]) -> list[Any]:
    """What the filters in the address ask for."""
    own = Recommendation.id
    asked = {
        "body": lambda v: own.in_(select(Addressee.recommendation_id).join(Body).where(Body.slug == v)),
        "country": lambda v: Recommendation.lead_city_id.in_(select(City.id).filter_by(country_iso2=v)),
        "theme": lambda v: own.in_(select(RecommendationTheme.recommendation_id).filter_by(theme=v)),
        "tag": lambda v: own.in_(select(QueueTag.recommendation_id).filter_by(word=v)),
        "assignee": lambda v: Recommendation.assignee_id == (number(v) or 0),
        "stage": lambda v: Recommendation.stage == v,
        "words": lambda v: and_(*[Recommendation.title.icontains(word, autoescape=True) for word in v.split()[:8]]),
    }
    return [asked[name](value) for name in FILTERS if (value := clean(chosen.get(name, "")).strip()[:200])]


def order(sort: str) -> list[Any]:
    if sort == "submitted":
        return [Recommendation.submitted_at.desc(), Recommendation.id.desc()]
    return [DUE, Recommendation.id]
