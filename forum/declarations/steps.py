"""The way of a declaration as a row of steps, and where it stands in one sentence."""

from forum.declarations.dossier import Dossier
from forum.declarations.rules.drafting import not_paused
from forum.declarations.workflow import LABELS
from forum.kit.i18n import _, _l
from forum.kit.templating import exact
from models.declaration import Stage, StageChange


def stage_name(stage: str) -> str:
    return str(LABELS[Stage(stage)])


WITHIN = {
    "move_deadline": _l("Deadline changed"),
    "pause": _l("Closed for editing"),
    "lift_pause": _l("Open for editing again"),
}  # what happens within a stage, in the words of the history


def change_name(change: StageChange) -> str:
    """What a line of the history is called: the stage that was reached, or what was done within one."""
    return str(WITHIN[change.move]) if change.move in WITHIN else stage_name(change.target).capitalize()


def stepper(dossier: Dossier) -> list[dict[str, str]]:
    """What is done, where it stands, what comes; with the deadline that runs."""
    order = list(Stage)
    here = order.index(Stage(dossier.stage))
    steps = []
    for place, stage in enumerate(order):
        state = "done" if place < here else "current" if place == here else "todo"
        steps.append({"label": stage_name(stage).capitalize(), "state": state, "note": ""})
    return steps


def standing(dossier: Dossier) -> str:
    """What holds now, and until when; both zones stand in the deadline."""
    row = dossier.row
    if dossier.stage == Stage.DRAFTING:
        if dossier.pause:
            return not_paused(dossier).sentence
        return _("The drafting group writes. Nobody but the group, the secretariat and the Bureau reads it yet.")
    if dossier.stage == Stage.CONSULTATION:
        return _consultation(dossier)
    if dossier.stage == Stage.SILENCE:
        if dossier.silence_is_over:
            return _(
                "Nobody broke the silence by %(when)s. The chair opens it for signature.", when=exact(row.silence_ends_at)
            )
        return _("Agreed unless a city breaks the silence before %(when)s.", when=exact(row.silence_ends_at))
    if dossier.stage == Stage.CLOSED:
        return _("Closed. The text and the signatures stand as they are.")
    if dossier.signing_is_over:
        return _("Signing ended on %(when)s.", when=exact(row.signing_ends_at))
    if dossier.stage == Stage.ADOPTED:
        return _("Adopted; cities can still sign until %(when)s.", when=exact(row.signing_ends_at))
    return _("Mayors and deputy mayors can sign until %(when)s.", when=exact(row.signing_ends_at))


def _consultation(dossier: Dossier) -> str:
    ends = dossier.row.consultation_ends_at
    if ends is None:
        return _("Every accredited city reads the text and can propose amendments. No deadline is set yet.")
    if dossier.consultation_is_over:
        return _("The consultation ended on %(when)s; the Bureau starts the silence procedure.", when=exact(ends))
    return _("Every accredited city reads the text and can propose amendments until %(when)s.", when=exact(ends))


def deadline_of(dossier: Dossier) -> object:
    """The moment that runs now, or None."""
    row = dossier.row
    if dossier.stage == Stage.CONSULTATION:
        return row.consultation_ends_at
    if dossier.stage == Stage.SILENCE:
        return row.silence_ends_at
    return row.signing_ends_at if dossier.stage in (Stage.OPEN, Stage.ADOPTED) else None
