"""The stages of a path and the moves between them; an empty target means that the stage stays."""

from typing import Any

from sqlalchemy import update

from forum.consideration import rules
from forum.consideration.way import Way
from forum.kit.database import changed_one
from forum.kit.i18n import _l
from forum.kit.verdict import Refused, Verdict, require
from forum.kit.workflow import Move, Workflow
from forum.recommendations.workflow import too_late
from models import Path
from models.base import db

STAYS = ""
PREPARED, FORWARDED, CONSIDERED, ANSWERED, DROPPED = "prepared", "forwarded", "considered", "answered", "dropped"
LABELS: dict[str, Any] = {
    PREPARED: _l("prepared"),
    FORWARDED: _l("forwarded"),
    CONSIDERED: _l("considered"),
    ANSWERED: _l("answered"),
    DROPPED: _l("dropped"),
}
MEANINGS = {PREPARED: "neutral", ANSWERED: "agreed", DROPPED: "refused"}  # the others wait
BEFORE_IT = (FORWARDED, CONSIDERED)

FLOW = Workflow(
    LABELS,
    [
        # These two are made for all paths of a forwarding at once, by the second person.
        Move("forward", _l("Confirm the forwarding"), (PREPARED,), FORWARDED, rules.sends),
        Move("drop", _l("Send back to the editor"), (PREPARED,), DROPPED, rules.drops),
        Move("consider", _l("Record the consideration"), (FORWARDED,), CONSIDERED, rules.enters, True, "primary"),
        Move("answer", _l("Enter the answer"), (CONSIDERED,), ANSWERED, rules.enters, True, "primary"),
        # Of several asks some are answered and others put off: the path goes back to wait for the next session.
        Move("answer_in_part", _l("Enter the answer"), (CONSIDERED,), FORWARDED, rules.enters),
        Move("defer", _l("Record a deferral"), BEFORE_IT, FORWARDED, rules.enters),
        Move("refer", _l("Record a referral"), BEFORE_IT, STAYS, rules.enters),
        Move("take_back", _l("Take the referral back"), (FORWARDED,), DROPPED, rules.takes_back, True, "danger"),
        Move("correct", _l("Correct the answer"), (*BEFORE_IT, ANSWERED), STAYS, rules.corrects),
    ],
)
OFFERED = ("consider", "answer", "defer", "refer", "correct", "take_back")  # on the page of the recommendation


def judge(way: Way, name: str, actor: Any) -> Verdict:
    return FLOW.judge(way, name, actor)


def move(way: Way, name: str, actor: Any) -> tuple[str, str]:
    """Judge, then move by compare-and-set on the stage and turn of the path; (source, target)."""
    require(judge(way, name, actor))
    path, source = way.path, way.stage
    target = FLOW.moves[name].target or source
    db.session.flush()
    as_seen = update(Path).where(Path.id == path.id, Path.stage == source, Path.turn == path.turn)
    if not changed_one(as_seen.values(stage=target, turn=path.turn + 1)):
        raise Refused(too_late())
    db.session.refresh(path, ["stage", "turn"])
    return source, target


def meaning(stage: str) -> str:
    return MEANINGS.get(stage, "waiting")
