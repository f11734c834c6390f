"""What the lead sponsor does: submit, answer the points, submit again, withdraw."""

import datetime as dt
from typing import Any

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import receipts, rules
from forum.recommendations.case import Case
from forum.recommendations.likeness import keep_terms
from forum.recommendations.operations.record import act, drop_pending, end_assignment, record, sign
from models import ReturnPoint
from models.base import db
from models.recommendation import Stage


def submit(case: Case, actor: Any) -> None:
    """The mayor of the lead city puts the name under the wording; who agreed to an earlier one is asked again."""
    act(case, "submit", actor, "submitted")
    case.row.submitted_at, case.row.year = clock.now(), clock.today().year
    receipts.send(case, [actor.person_id, case.lead.person_id if case.lead else None])
    _put_the_name_under(case, actor)
    keep_terms(case)


def answer_points(case: Case, actor: Any, answers: dict[int, str], seen: dict[int, str] | None = None) -> list[ReturnPoint]:
    """Save answers by point id; any may still be empty, and delegates write them.

    `seen` holds the answers as the writer found them: where another one stands by now it is kept, and the point is given
    back, so that nobody's words are lost.
    """
    require(rules.of_lead_city(case, actor))
    if case.stage != Stage.RETURNED:
        raise Refused(refuse(_("Points are answered while the recommendation is returned.")))
    collided = []
    for point in case.points:
        mine = answers.get(point.id, point.answer)
        if point.round != case.round or mine == point.answer:
            continue
        if seen is not None and seen.get(point.id, point.answer) != point.answer:
            collided.append(point)
            continue
        point.answer, point.answered_at = mine, clock.now()
    db.session.flush()
    return collided


def resubmit(case: Case, actor: Any) -> None:
    """Back to the editor who screened it, with the same number of days again."""
    act(case, "resubmit", actor, "resubmitted")
    _give_time(case)
    _put_the_name_under(case, actor)


def withdraw(case: Case, actor: Any, reason: str) -> None:
    act(case, "withdraw", actor, "withdrawn", reason)
    drop_pending(case)
    end_assignment(case)
    db.session.flush()


def _put_the_name_under(case: Case, actor: Any) -> None:
    if case.lead:
        sign(case.lead, actor, "agreed", case.row.edit)
    db.session.flush()
    again = [sponsor.city_id for sponsor in case.to_ask_again]
    if again:
        record(case, "sponsor_invited", actor, invited_city_id=again)


def _give_time(case: Case) -> None:
    if case.assignment:
        days = max(case.assignment.due_on - case.assignment.at.astimezone(clock.FORUM_ZONE).date(), dt.timedelta(days=1))
        case.assignment.due_on = case.row.due_on = clock.today() + days
