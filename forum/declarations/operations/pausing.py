"""Closing a draft for editing for a while, and opening it again: both with a reason, both in the history."""

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.record import record, remember
from forum.declarations.queries.declarations import pause_of
from forum.declarations.workflow import judge
from forum.kit import clock
from forum.kit.verdict import require
from models import DraftingPause, PauseLift
from models.base import db


def pause(dossier: Dossier, actor: Actor, reason: str) -> None:
    """Nobody edits from now on; what was typed and not sent yet is refused with this reason and kept by its author."""
    require(judge(dossier, "pause", actor))
    row = DraftingPause(declaration_id=dossier.id, reason=reason, at=clock.now())
    row.person_id, row.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    db.session.add(row)
    db.session.flush()
    dossier.pause = pause_of(dossier.id)
    remember(dossier, "pause", dossier.stage, dossier.stage, actor, reason)
    record(dossier, "drafting_paused", actor, reason=reason)


def lift(dossier: Dossier, actor: Actor, reason: str) -> None:
    """The drafting group edits again."""
    require(judge(dossier, "lift_pause", actor))
    _lift(dossier, actor, reason)
    remember(dossier, "lift_pause", dossier.stage, dossier.stage, actor, reason)
    record(dossier, "pause_lifted", actor, reason=reason)


def lapse(dossier: Dossier, actor: Actor) -> None:
    """The text leaves the drafting; should it come back, it comes back open."""
    if dossier.pause:
        _lift(dossier, actor, "")


def _lift(dossier: Dossier, actor: Actor, reason: str) -> None:
    row = PauseLift(pause_id=dossier.pause.id if dossier.pause else 0, reason=reason, at=clock.now())
    row.person_id, row.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    db.session.add(row)
    db.session.flush()
    dossier.pause = None
