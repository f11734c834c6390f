"""After the answer: the follow-up begins, and one day it is closed. What happens in between is told elsewhere."""

from typing import Any

from forum.recommendations.case import Case
from forum.recommendations.operations.record import act


def begin_follow_up(case: Case, actor: Any) -> None:
    act(case, "begin_follow_up", actor, "follow_up_begun")


def close(case: Case, actor: Any, note: str = "") -> None:
    act(case, "close", actor, "closed", note)
    case.row.review_on = None
