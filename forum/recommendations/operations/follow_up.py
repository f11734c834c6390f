"""After the answer: how far it has come, until it is closed."""

from typing import Any

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.markdown import render
from forum.kit.verdict import Refused, refuse
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act
from models import FollowUpReport
from models.base import db


def begin_follow_up(case: Case, actor: Any) -> None:
    act(case, "begin_follow_up", actor, "follow_up_begun")


def report_progress(case: Case, actor: Any, percent: int, milestone: str, text: str) -> FollowUpReport:
    if not 0 <= percent <= 100:
        raise Refused(refuse(_("Progress is a number from 0 to 100.")))
    act(case, "report", actor, "progress_reported", percent=percent, milestone=milestone)
    row = FollowUpReport(
        recommendation_id=case.id,
        percent=percent,
        milestone=milestone,
        text=text,
        html=render(text),
        reported_on=clock.today(),
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        byline=actor.byline,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def close(case: Case, actor: Any, note: str = "") -> None:
    act(case, "close", actor, "closed", note)
