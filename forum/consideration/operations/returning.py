"""What comes back to the desk by itself: a follow-up whose day of review has come, a milestone whose day has passed."""

from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import load_only

from forum import ledger
from forum.kit import clock
from forum.kit.database import changed_one, transaction
from forum.recommendations.queries.follow_up import FOLLOWED
from models import Milestone, Recommendation
from models.base import db

VERB = "review_due"


def remind() -> None:
    """Runs on the clock. Of each day it is told once; a day that was moved is spoken of again."""
    with transaction():
        due: dict[int, tuple[Recommendation, list[str]]] = {}
        for row, milestone in _untold():
            keys = due.setdefault(row.id, (row, _review(row)))[1]
            if milestone is not None and _mark(Milestone, milestone.id, Milestone.told_on, milestone.due_on):
                keys.append(f"milestone {milestone.id} {milestone.due_on}")
        for row, keys in due.values():
            if keys:
                ledger.record(f"recommendation.{VERB}", None, ("recommendation", row.id), row.title, due=keys)


def _untold() -> list[tuple[Recommendation, Milestone | None]]:
    """What is due and was not told, in one statement; nothing, once all of it was."""
    today = clock.today()
    late = (
        (Milestone.recommendation_id == Recommendation.id)
        & Milestone.reached_on.is_(None)
        & (Milestone.due_on < today)
        & Milestone.due_on.is_distinct_from(Milestone.told_on)
    )
    statement = (
        select(Recommendation, Milestone)
        .outerjoin(Milestone, late)
        .where(Recommendation.stage.in_(FOLLOWED), or_(_review_untold(today), Milestone.id.is_not(None)))
        .options(load_only(Recommendation.title, Recommendation.review_on, Recommendation.review_told_on))
        .order_by(Recommendation.id, Milestone.id)
    )
    return [(row, milestone) for row, milestone in db.session.execute(statement)]


def _review_untold(today: Any) -> Any:
    day = Recommendation.review_on
    return (day <= today) & day.is_distinct_from(Recommendation.review_told_on)


def _review(row: Recommendation) -> list[str]:
    day = row.review_on
    if day is None or day > clock.today() or day == row.review_told_on:
        return []
    told = _mark(Recommendation, row.id, Recommendation.review_told_on, day)
    return [f"review {day.isoformat()}"] if told else []


def _mark(model: Any, identity: int, column: Any, day: Any) -> bool:
    """Whether it was told just now, and not by another process at this moment."""
    as_seen = update(model).where(model.id == identity, column.is_distinct_from(day))
    return changed_one(as_seen.values({column.key: day}))
