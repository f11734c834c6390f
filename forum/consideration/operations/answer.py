"""What a body did on its path, as staff read it in the body's report; one verb for each ask, or one for all."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from forum.consideration import rules
from forum.consideration.operations import moving
from forum.consideration.operations.stepping import step
from forum.consideration.way import Way
from forum.consideration.workflow import judge
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations.case import Case
from models import Body, BodySession, Disposition, Path
from models.base import db


@dataclass(frozen=True)
class AskAnswer:
    """The verb for one ask, or for all of them where `ask_id` is none."""

    verb: str
    ask_id: int | None = None
    paragraph: str = ""
    text: str = ""
    reason: str = ""
    to_body: Body | None = None  # where it was referred
    to_session: BodySession | None = None  # to which it was deferred


@dataclass(frozen=True)
class BodyAnswer:
    """Where the report of the body says it, and in which verbs."""

    symbol: str
    decided_on: dt.date
    lines: list[AskAnswer] = field(default_factory=list)
    url: str = ""

    @property
    def deferred(self) -> list[AskAnswer]:
        """What waits for another session; without one it is an answer like the others."""
        return [line for line in self.lines if line.verb == "deferred" and line.to_session]

    @property
    def final(self) -> list[AskAnswer]:
        return [line for line in self.lines if line not in self.deferred]


def consider(case: Case, path: Path, actor: Any, considered_on: dt.date) -> None:
    """The body had it before it; the day goes into the history."""
    way = Way(case, path)
    require(judge(way, "consider", actor))
    require(rules.possible_day(way, considered_on))
    day = considered_on.isoformat()
    step(way, "consider", actor, "considered", considered_on, "consider", considered_on=day)
    path.considered_on = considered_on
    db.session.flush()


def dispose(case: Case, path: Path, actor: Any, answer: BodyAnswer) -> list[Disposition]:
    """An answer to each ask; what is deferred brings the path back to wait, what is referred begins another path."""
    way = Way(case, path)
    name, verb = _kind(answer)
    require(judge(way, name, actor))
    require(rules.may_answer(way, answer))
    first = (answer.final or answer.lines)[0]
    move = step(
        way, name, actor, verb, answer.decided_on, "dispose" if answer.final else "",
        verb_used=first.verb, symbol=answer.symbol, paragraph=first.paragraph,
        verbs=sorted({line.verb for line in answer.lines}),
    )  # fmt: skip
    if answer.deferred:
        session = answer.deferred[0].to_session
        assert session is not None
        moving.put_off(path, session, move)
    if answer.final:
        path.answered_on = answer.decided_on
    return _enter(way, actor, answer)


def correct(case: Case, path: Path, actor: Any, answer: BodyAnswer, why: str) -> list[Disposition]:
    """What was entered wrongly stays, marked with the moment of its correction; the new entries say who made it."""
    way = Way(case, path)
    require(judge(way, "correct", actor))
    require(rules.may_correct(way, answer))
    require(rules.may_answer(way, answer))
    if answer.deferred:
        raise Refused(
            refuse(
                _("A deferral is no correction of an answer."), _("Record it on the path, with the session that it goes to.")
            )
        )
    if not why.strip():
        raise Refused(refuse(_("A correction says why."), _("Everybody reads it.")))
    move = step(way, "correct", actor, "answer_corrected", symbol=answer.symbol)
    move.note = why
    stands = (Disposition.path_id == path.id, Disposition.superseded_at.is_(None))
    before = {row.ask_id: row.to_path_id for row in db.session.scalars(select(Disposition).where(*stands))}
    db.session.execute(update(Disposition).where(*stands).values(superseded_at=clock.now()))
    path.answered_on = answer.decided_on
    rows = _enter(way, actor, answer)
    for row in rows:
        if row.verb == "referred" and row.to_path_id is None:
            row.to_path_id = before.get(row.ask_id)
    db.session.flush()
    return rows


def _kind(answer: BodyAnswer) -> tuple[str, str]:
    """The move of the path and the verb of the ledger."""
    if answer.lines and not answer.final:
        return "defer", "deferred"
    return ("answer_in_part" if answer.deferred else "answer"), "disposed"


def _enter(way: Way, actor: Any, answer: BodyAnswer) -> list[Disposition]:
    children: dict[int, Path] = {}
    rows = []
    for line in answer.lines:
        child = None
        if line.verb == "referred" and line.to_body:
            child = children.get(line.to_body.id) or moving.begin_child(
                way, actor, line.to_body, None, answer.decided_on, ""
            )
            children[line.to_body.id] = child
        rows.append(_row(way, actor, answer, line, child))
    db.session.add_all(rows)
    db.session.flush()
    return rows


def _row(way: Way, actor: Any, answer: BodyAnswer, line: AskAnswer, child: Path | None) -> Disposition:
    return Disposition(
        recommendation_id=way.case.id,
        path_id=way.path.id,
        ask_id=line.ask_id,
        verb=line.verb,
        symbol=answer.symbol.strip(),
        url=answer.url.strip(),
        paragraph=line.paragraph.strip(),
        text=line.text,
        reason=line.reason,
        decided_on=answer.decided_on,
        to_path_id=child.id if child else None,
        to_session_id=line.to_session.id if line.to_session else None,
        entered_by_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
    )
