"""The stages of a declaration and the moves between them; an empty target means that the stage stays."""

from typing import Any

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules import drafting, procedure
from forum.kit.i18n import _l
from forum.kit.verdict import require
from forum.kit.workflow import Move, Workflow
from models.declaration import Stage

STAYS = ""
LABELS = {
    Stage.DRAFTING: _l("drafting"),
    Stage.CONSULTATION: _l("consultation"),
    Stage.SILENCE: _l("silence procedure"),
    Stage.OPEN: _l("open for signature"),
    Stage.ADOPTED: _l("adopted"),
    Stage.CLOSED: _l("closed"),
}
MEANINGS = {
    Stage.DRAFTING: "neutral",
    Stage.CONSULTATION: "waiting",
    Stage.SILENCE: "waiting",
    Stage.OPEN: "open",
    Stage.ADOPTED: "agreed",
    Stage.CLOSED: "agreed",
}
BEFORE_FREEZING = (Stage.CONSULTATION, Stage.SILENCE)
SIGNED = (Stage.OPEN, Stage.ADOPTED)

FLOW = Workflow(
    LABELS,
    [
        Move(
            "open_consultation",
            _l("Open the consultation"),
            (Stage.DRAFTING,),
            Stage.CONSULTATION,
            procedure.opens_consultation,
            variant="primary",
        ),
        Move("pause", _l("Close the text for editing"), (Stage.DRAFTING,), STAYS, drafting.pauses),
        Move("lift_pause", _l("Open the text for editing again"), (Stage.DRAFTING,), STAYS, drafting.lifts_pause),
        Move("move_deadline", _l("Change the deadline"), (Stage.CONSULTATION,), STAYS, procedure.moves_deadline),
        Move(
            "start_silence",
            _l("Start the silence procedure"),
            (Stage.CONSULTATION,),
            Stage.SILENCE,
            procedure.starts_silence,
            variant="primary",
        ),
        Move("break_silence", _l("Break the silence"), (Stage.SILENCE,), Stage.CONSULTATION, procedure.breaks_silence),
        Move("resume_drafting", _l("Go back to drafting"), BEFORE_FREEZING, Stage.DRAFTING, procedure.resumes_drafting),
        Move(
            "open_signature",
            _l("Open for signature"),
            (Stage.SILENCE,),
            Stage.OPEN,
            procedure.opens_signature,
            variant="primary",
        ),
        Move("unfreeze", _l("Go back to drafting"), (Stage.OPEN,), Stage.DRAFTING, procedure.unfreezes),
        Move("issue_version", _l("Issue a new version"), SIGNED, STAYS, procedure.issues_version),
        Move("adopt", _l("Record the adoption"), (Stage.OPEN,), Stage.ADOPTED, procedure.adopts, variant="primary"),
        Move("close", _l("Close"), SIGNED, Stage.CLOSED, procedure.closes),
    ],
)


def judge(dossier: Dossier, name: str, actor: Actor) -> Any:
    return FLOW.judge(dossier, name, actor)


def move(dossier: Dossier, name: str, actor: Actor) -> tuple[str, str]:
    """Judge, then move by compare-and-set; (source, target). Raises Refused."""
    require(FLOW.judge(dossier, name, actor))
    target = FLOW.moves[name].target
    return FLOW.force(dossier.row, target) if target else (dossier.stage, dossier.stage)


def meaning(stage: str) -> str:
    return MEANINGS[Stage(stage)]
