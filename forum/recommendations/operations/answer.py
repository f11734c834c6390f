"""What the body did, as staff read it in the body's report."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, Verdict, refuse, require
from forum.recommendations import report
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act
from forum.recommendations.words import VERBS
from models import Disposition
from models.base import db


@dataclass(frozen=True)
class BodyAnswer:
    """The verb that the body used, and where its report says so."""

    verb: str
    symbol: str
    paragraph: str
    decided_on: dt.date
    text: str = ""


def consider(case: Case, actor: Any, considered_on: dt.date) -> None:
    """The body had it before it; the day goes into the history."""
    require(_possible(case, considered_on))
    act(case, "consider", actor, "considered", on=considered_on, considered_on=considered_on.isoformat())


def dispose(case: Case, actor: Any, answer: BodyAnswer) -> Disposition:
    require(report.can_enter_symbol(answer.symbol))
    require(_possible(case, answer.decided_on))
    if answer.verb not in VERBS:
        raise Refused(refuse(_("A body answers with one of six verbs."), _("Choose the verb of its report.")))
    act(case, "dispose", actor, "disposed", verb_used=answer.verb, symbol=answer.symbol, paragraph=answer.paragraph)
    row = Disposition(
        recommendation_id=case.id,
        verb=answer.verb,
        symbol=answer.symbol.strip(),
        paragraph=answer.paragraph.strip(),
        text=answer.text,
        decided_on=answer.decided_on,
        entered_by_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _possible(case: Case, day: dt.date) -> Verdict:
    """Neither to come, nor before the body had it."""
    sent = case.row.public_at
    if sent and day < sent.astimezone(clock.FORUM_ZONE).date():
        return refuse(_("This day is before the forwarding."), _("Copy the day from the body's report."))
    return report.not_in_future(day, clock.today())
