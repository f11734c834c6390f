"""What a body did on its path, as staff read it in the body's report; one verb for each ask, or one for all."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update

from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, Verdict, refuse, require
from forum.recommendations import report
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act
from forum.recommendations.words import VERBS
from forum.recommendations.workflow import judge, too_late
from models import Disposition, Path, PathMove
from models.base import db


@dataclass(frozen=True)
class AskAnswer:
    """The verb for one ask, or for all of them where `ask_id` is none."""

    verb: str
    ask_id: int | None = None
    paragraph: str = ""
    text: str = ""
    reason: str = ""


@dataclass(frozen=True)
class BodyAnswer:
    """Where the report of the body says it, and in which verbs."""

    symbol: str
    decided_on: dt.date
    lines: list[AskAnswer] = field(default_factory=list)
    url: str = ""


def consider(case: Case, path: Path, actor: Any, considered_on: dt.date) -> None:
    """The body had it before it; the day goes into the history."""
    require(judge(case, "consider", actor))
    require(_possible(path, considered_on))
    data = {"considered_on": considered_on.isoformat(), "path_id": path.id}
    act(case, "consider", actor, "considered", on=considered_on, **data)
    _go(path, "consider", "considered", actor, considered_on)
    path.considered_on = considered_on


def dispose(case: Case, path: Path, actor: Any, answer: BodyAnswer) -> list[Disposition]:
    require(judge(case, "dispose", actor))
    require(report.can_enter_symbol(answer.symbol))
    require(_possible(path, answer.decided_on))
    if not answer.lines or any(line.verb not in VERBS for line in answer.lines):
        raise Refused(refuse(_("A body answers with one of these verbs."), _("Choose the verb of its report.")))
    first = answer.lines[0]
    act(
        case,
        "dispose",
        actor,
        "disposed",
        verb_used=first.verb,
        symbol=answer.symbol,
        paragraph=first.paragraph,
        path_id=path.id,
    )
    _go(path, "answer", "answered", actor, answer.decided_on)
    path.answered_on = answer.decided_on
    rows = [_row(case, path, actor, answer, line) for line in answer.lines]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def _row(case: Case, path: Path, actor: Any, answer: BodyAnswer, line: AskAnswer) -> Disposition:
    return Disposition(
        recommendation_id=case.id,
        path_id=path.id,
        ask_id=line.ask_id,
        verb=line.verb,
        symbol=answer.symbol.strip(),
        url=answer.url.strip(),
        paragraph=line.paragraph.strip(),
        text=line.text,
        reason=line.reason,
        decided_on=answer.decided_on,
        entered_by_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
    )


def _go(path: Path, move: str, target: str, actor: Any, on: dt.date) -> None:
    """By compare-and-set on the stage and turn of the path."""
    source = path.stage
    as_seen = update(Path).where(Path.id == path.id, Path.stage == source, Path.turn == path.turn)
    if not changed_one(as_seen.values(stage=target, turn=path.turn + 1)):
        raise Refused(too_late())
    db.session.refresh(path, ["stage", "turn"])
    db.session.add(
        PathMove(
            path_id=path.id,
            move=move,
            source=source,
            target=target,
            person_id=actor.person_id,
            mandate_id=actor.mandate_id,
            at=clock.now(),
            on=on,
        )
    )
    db.session.flush()


def _possible(path: Path, day: dt.date) -> Verdict:
    """Neither to come, nor before the body had it."""
    sent = path.forwarded_at
    if sent and day < sent.astimezone(clock.FORUM_ZONE).date():
        return refuse(_("This day is before the forwarding."), _("Copy the day from the body's report."))
    return report.not_in_future(day, clock.today())
