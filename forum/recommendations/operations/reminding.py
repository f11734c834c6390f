"""What is said about a day, once each: an answer that is due soon, and to the screener alone a screening that is late."""

import datetime as dt

from sqlalchemy import func, select, update

from forum.kit import clock
from forum.kit.database import changed_one, transaction
from forum.recommendations.operations.record import record
from forum.recommendations.queries import returning
from forum.recommendations.queries.recommendations import HEADS, case_of
from models import Assignment, Extension, Recommendation, ReturnRound
from models.base import db
from models.recommendation import Stage

AHEAD = dt.timedelta(days=3)
SCREENED = (Stage.SCREENING, Stage.RESUBMITTED)


def remind() -> None:
    """Runs on the clock. Each row is marked in the transaction that tells of it: killed in between, neither has happened."""
    with transaction():
        for last, row in returning.due_rounds(clock.today() + AHEAD):
            if clock.today() >= _day_to_remind(last):
                _remind(last, row)
    with transaction():
        for assignment, row in _overdue():
            _tell_the_screener(assignment, row)


def _day_to_remind(last: ReturnRound) -> dt.date:
    """Some days before; whoever heard of the day later than that is reminded on the day itself."""
    assert last.answer_due_on is not None  # the query asked for a day
    granted = select(func.max(Extension.decided_at)).filter_by(
        recommendation_id=last.recommendation_id, round=last.round, state="granted"
    )
    told = max(last.at, db.session.scalar(granted) or last.at).astimezone(clock.FORUM_ZONE).date()
    early = last.answer_due_on - AHEAD
    return early if told < early else last.answer_due_on


def _remind(last: ReturnRound, row: Recommendation) -> None:
    as_seen = update(ReturnRound).where(ReturnRound.id == last.id, ReturnRound.reminded_at.is_(None))
    if last.answer_due_on and changed_one(as_seen.values(reminded_at=clock.now())):
        record(case_of(row), "answer_due", None, due_on=last.answer_due_on.isoformat())


def _overdue() -> list[tuple[Assignment, Recommendation]]:
    """Screenings whose day has passed, of which the assignee has not heard; another day is spoken of again."""
    statement = (
        select(Assignment, Recommendation)
        .join(Recommendation, Recommendation.id == Assignment.recommendation_id)
        .where(
            Recommendation.stage.in_(SCREENED),
            Recommendation.due_on < clock.today(),
            Assignment.ended_at.is_(None),
            (Assignment.told_on.is_(None)) | (Assignment.told_on != Assignment.due_on),
        )
        .options(*HEADS)
    )
    return [(assignment, row) for assignment, row in db.session.execute(statement.order_by(Assignment.id))]


def _tell_the_screener(assignment: Assignment, row: Recommendation) -> None:
    due = assignment.due_on
    as_seen = update(Assignment).where(
        Assignment.id == assignment.id, (Assignment.told_on.is_(None)) | (Assignment.told_on != due)
    )
    if changed_one(as_seen.values(told_on=due)):
        record(case_of(row), "screening_overdue", None, due_on=due.isoformat())
