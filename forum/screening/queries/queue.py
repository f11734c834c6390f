"""The secretariat's queue: what waits, with whom, until when; nothing in which the reader has an interest of their own."""

from typing import Any

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.orm import joinedload

from forum.kit import clock
from forum.kit.i18n import _l
from forum.kit.paging import Page, keyset
from forum.recommendations import rules
from forum.recommendations.queries.queue import impartial
from forum.recommendations.queries.recommendations import HEADS
from models import Assignment, Forwarding, Recommendation
from models.base import db
from models.recommendation import Stage

VIEWS = {
    "all": _l("All in review"),
    "unassigned": _l("Unassigned"),
    "mine": _l("Mine"),
    "overdue": _l("Overdue"),
    "with-author": _l("Waiting for the author"),
    "second-person": _l("Waiting for a second person"),
    "to-clear": _l("To clear"),
    "to-forward": _l("To forward"),
    "awaiting": _l("Awaiting an answer"),
}
SCREENED = (Stage.SCREENING, Stage.RESUBMITTED)


def _assigned(*conditions: Any) -> Any:
    return exists().where(Assignment.recommendation_id == Recommendation.id, Assignment.ended_at.is_(None), *conditions)


def _prepared() -> Any:
    return exists().where(Forwarding.recommendation_id == Recommendation.id, Forwarding.state == "prepared")


def _conditions(actor: Any) -> dict[str, Any]:
    stage = Recommendation.stage
    under_way = stage.in_(rules.IN_REVIEW)
    return {
        "all": or_(under_way, stage.in_([Stage.FORWARDED, Stage.CONSIDERED])),
        "unassigned": or_(stage == Stage.SUBMITTED, and_(stage.in_(SCREENED), ~_assigned())),
        "mine": and_(stage.in_(SCREENED), _assigned(Assignment.assignee_id == actor.person_id)),
        "overdue": and_(stage.in_(SCREENED), _assigned(Assignment.due_on < clock.today())),
        "with-author": stage == Stage.RETURNED,
        "second-person": and_(under_way, _prepared()),
        "to-clear": and_(stage == Stage.ACCEPTED, ~_prepared()),
        "to-forward": and_(stage == Stage.CLEARED, ~_prepared()),
        "awaiting": stage.in_([Stage.FORWARDED, Stage.CONSIDERED]),
    }


def counts(actor: Any) -> dict[str, int]:
    """How many stand in each view, in one statement."""
    sums = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in _conditions(actor).values()]
    row = db.session.execute(select(*sums).select_from(Recommendation).where(impartial(actor))).one()
    return dict(zip(VIEWS, row, strict=True))


def listing(actor: Any, view: str, after: str | None) -> Page:
    """One saved view, the newest submission first."""
    conditions = _conditions(actor)
    statement = select(Recommendation).where(conditions.get(view, conditions["all"]), impartial(actor)).options(*HEADS)
    return keyset(statement, [Recommendation.submitted_at, Recommendation.id], after)


def next_in(actor: Any, view: str, but: int) -> Recommendation | None:
    """The first of a view that is not this one: where save-and-next goes."""
    statement = select(Recommendation).where(_conditions(actor)[view], impartial(actor), Recommendation.id != but)
    return db.session.scalar(statement.order_by(Recommendation.submitted_at.desc(), Recommendation.id.desc()).limit(1))


def to_clear(actor: Any, after: str | None) -> Page:
    """What the Bureau has before it: accepted ones in which this member has no interest."""
    statement = select(Recommendation).where(_conditions(actor)["to-clear"], impartial(actor)).options(*HEADS)
    return keyset(statement, [Recommendation.submitted_at, Recommendation.id], after)


def assignments(ids: list[int]) -> dict[int, Assignment]:
    statement = select(Assignment).where(Assignment.recommendation_id.in_(ids), Assignment.ended_at.is_(None))
    rows = db.session.scalars(statement.options(joinedload(Assignment.assignee)))
    return {row.recommendation_id: row for row in rows}
