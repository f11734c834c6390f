"""What the lead sponsor does: submit, answer the points, submit again, withdraw."""

from typing import Any

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act, drop_pending, end_assignment
from models.base import db
from models.recommendation import Stage


def submit(case: Case, actor: Any) -> None:
    act(case, "submit", actor, "submitted")
    case.row.submitted_at = clock.now()
    db.session.flush()


def answer_points(case: Case, actor: Any, answers: dict[int, str]) -> None:
    """Save answers by point id; any of them may still be empty, and delegates may write them."""
    require(rules.of_lead_city(case, actor))
    if case.stage != Stage.RETURNED:
        raise Refused(refuse(_("Points are answered while the recommendation is returned.")))
    for point in case.points:
        if point.round == case.round and point.id in answers and answers[point.id] != point.answer:
            point.answer, point.answered_at = answers[point.id], clock.now()
    db.session.flush()


def resubmit(case: Case, actor: Any) -> None:
    assignee = case.assignment.assignee_id if case.assignment else None
    act(case, "resubmit", actor, "resubmitted", assignee_id=assignee)


def withdraw(case: Case, actor: Any, reason: str) -> None:
    act(case, "withdraw", actor, "withdrawn", reason)
    drop_pending(case)
    end_assignment(case)
    db.session.flush()
