"""How far it has come: milestones, reports, the day on which it is looked at again, and what cities do of their own."""

import datetime as dt
from typing import Any

from sqlalchemy import update

from forum.consideration import rules
from forum.consideration.queries.follow_up import undertaking_of
from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.markdown import render
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act, record
from models import Experience, FollowUpReport, Milestone, Undertaking
from models.base import db


def report_progress(
    case: Case, actor: Any, percent: int, title: str, text: str, milestone: Milestone | None = None, reached: bool = False
) -> FollowUpReport:
    """By those who were asked, by sponsors, or by the secretariat; a milestone is reached by a report of it."""
    if not 0 <= percent <= 100:
        raise Refused(refuse(_("Progress is a number from 0 to 100.")))
    if milestone and milestone.recommendation_id != case.id:
        raise Refused(refuse(_("This is a milestone of another recommendation.")))
    told: dict[str, Any] = {"milestone_id": milestone.id} if milestone else {}
    act(case, "report", actor, "progress_reported", percent=percent, milestone=title, **told)
    if milestone and reached and milestone.reached_on is None:
        milestone.reached_on = clock.today()
    row = FollowUpReport(
        recommendation_id=case.id,
        milestone_id=milestone.id if milestone else None,
        percent=percent,
        milestone=title or (milestone.text if milestone else ""),
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


def set_milestone(case: Case, actor: Any, text: str, due_on: dt.date | None) -> Milestone:
    require(rules.plans(case, actor))
    row = Milestone(
        recommendation_id=case.id,
        text=text,
        due_on=due_on,
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    record(case, "milestone_set", actor, milestone_id=row.id, milestone=text)
    return row


def set_review(case: Case, actor: Any, on: dt.date | None) -> None:
    """The day on which the follow-up returns to the desk; none, and it does not return."""
    require(rules.plans(case, actor))
    if on and on <= clock.today():
        raise Refused(refuse(_("This day has passed; choose a later one.")))
    case.row.review_on = on
    record(case, "review_set", actor, review_on=on.isoformat() if on else None)
    db.session.flush()


def undertake(case: Case, actor: Any, experience: Experience, text: str) -> Undertaking:
    """ "We do this now": the city of the actor, with an experience of its own that shows it."""
    require(rules.can_undertake(case, actor, undertaking_of(case.id, actor.city_id)))
    if experience.city_id != actor.city_id or experience.state != "published":
        raise Refused(refuse(_("This experience is of another city."), _("Choose one that your own city published.")))
    row = Undertaking(
        recommendation_id=case.id,
        city_id=actor.city_id,
        experience_id=experience.id,
        text=text,
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        byline=actor.byline,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    record(case, "undertaken", actor, undertaking_id=row.id, experience_id=experience.id)
    return row


def withdraw_undertaking(case: Case, actor: Any, row: Undertaking) -> None:
    require(rules.can_end_undertaking(actor, row))
    standing = update(Undertaking).where(Undertaking.id == row.id, Undertaking.withdrawn_at.is_(None))
    if not changed_one(standing.values(withdrawn_at=clock.now())):
        raise Refused(refuse(_("This was taken back already.")))
    record(case, "undertaking_withdrawn", actor, undertaking_id=row.id)
