"""What the body did, as staff read it in the body's report."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
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
    require(report.not_in_future(considered_on, clock.today()))
    act(case, "consider", actor, "considered", considered_on.isoformat(), considered_on=considered_on.isoformat())


def dispose(case: Case, actor: Any, answer: BodyAnswer) -> Disposition:
    require(report.can_enter_symbol(answer.symbol))
    require(report.not_in_future(answer.decided_on, clock.today()))
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
