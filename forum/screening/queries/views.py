"""The saved views of the queue, its filters and its order: conditions over plain columns that operations keep."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, String, and_, case, cast, func, or_, select

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
ANSWERING = ("awaiting", "to-review")  # views of what is with a body, or was answered
SHOWN = (*rules.IN_REVIEW, *BEFORE_A_BODY)
# In which stages the rows of a view stand: those of one stage are read in the order of an index.
STAGES = {
    "all": SHOWN,
    "unassigned": (Stage.SUBMITTED, *SCREENED),
    "mine": SCREENED,
    "due-week": SCREENED,
    "overdue": SCREENED,
    "with-author": (Stage.RETURNED,),
    "second-person": rules.IN_REVIEW,
    "to-clear": (Stage.ACCEPTED,),
    "to-forward": (Stage.CLEARED,),
    "awaiting": BEFORE_A_BODY,
}
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


def counted(actor: Any, *stand: Any) -> Select[Any]:
    """How many rows for which all of `stand` hold are in each view; from an index alone where no filter asks for more.

    What is no longer in review is most of it, and is counted by its stage; only what is in review is told apart: the first
    view is without the others.
    """
    known = conditions(actor)

    def of(view: str) -> Any:
        return select(func.count(Recommendation.id)).where(known[view], *stand).correlate(None).scalar_subquery()

    def among(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    sums = {view: among(known[view]) for view in VIEWS if view not in ("all", *ANSWERING)}
    sums |= {view: of(view) for view in ANSWERING}
    sums["all"] = func.count(Recommendation.id)
    statement = select(*[sums[view] for view in VIEWS]).select_from(Recommendation)
    return statement.where(Recommendation.stage.in_(rules.IN_REVIEW), *stand)


def by_order(sort: str) -> list[Any]:
    """As `order`, within one stage and in the words of an index."""
    return order(sort) if sort == "submitted" else [Recommendation.due_on.asc().nulls_last(), Recommendation.id]


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
