"""Every move as a noun of its own address: GET asks what the move needs, POST makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for

from forum.declarations import forms
from forum.declarations.dossier import Dossier
from forum.declarations.forms import in_utc
from forum.declarations.operations import pausing, procedure
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, vocabulary
from forum.declarations.workflow import FLOW, judge
from forum.kit.guards import signed_in
from forum.kit.i18n import _l
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused


@dataclass(frozen=True)
class Act:
    """`move` in the table of stages, the form that it asks for, what is done, what it means, the sentence afterwards."""

    move: str
    form: type
    do: Callable[[Dossier, Any, Any], Any]
    explains: Any
    done: Any


ACTS = {
    "pause": Act(
        "pause",
        forms.ReasonForm,
        lambda d, a, f: pausing.pause(d, a, f.reason.data),
        _l("Nobody edits the text until it is opened again. Reading, commenting and amendments go on."),
        _l("The text is closed for editing; the drafting group is told."),
    ),
    "resumption": Act(
        "lift_pause",
        forms.ReasonForm,
        lambda d, a, f: pausing.lift(d, a, f.reason.data),
        _l("The drafting group edits the text again."),
        _l("The text is open for editing; the drafting group is told."),
    ),
    "consultation": Act(
        "open_consultation",
        forms.ConsultationForm,
        lambda d, a, f: procedure.open_consultation(d, a, f.note.data or "", in_utc(f.ends_at.data)),
        _l("Every accredited city reads the text and can propose amendments. The drafting group no longer edits it."),
        _l("The consultation is open; every mayor is told."),
    ),
    "consultation-deadline": Act(
        "move_deadline",
        forms.DeadlineForm,
        lambda d, a, f: procedure.move_deadline(d, a, in_utc(f.ends_at.data), f.reason.data),
        _l("After the deadline no amendment and no suggestion is taken; what was begun before it counts."),
        _l("The deadline is changed; every mayor is told."),
    ),
    "silence": Act(
        "start_silence",
        forms.SilenceForm,
        lambda d, a, f: procedure.start_silence(d, a, in_utc(f.ends_at.data)),
        _l("The text is agreed unless a city breaks the silence before the deadline. No amendment is possible meanwhile."),
        _l("The silence procedure runs; every mayor is told."),
    ),
    "silence-break": Act(
        "break_silence",
        forms.ReasonForm,
        lambda d, a, f: procedure.break_silence(d, a, f.reason.data),
        _l("Your city cannot agree to the text as it stands. It goes back to the consultation."),
        _l("The silence is broken; the consultation is open again."),
    ),
    "redrafting": Act(
        "resume_drafting",
        forms.ReasonForm,
        lambda d, a, f: procedure.resume_drafting(d, a, f.reason.data),
        _l("The drafting group edits the text again. Open amendments stay."),
        _l("The text is being drafted again."),
    ),
    "opening": Act(
        "open_signature",
        forms.OpeningForm,
        lambda d, a, f: procedure.open_signature(d, a, in_utc(f.ends_at.data), f.note.data or ""),
        _l("The text is frozen as a numbered version with its SHA-256. From now on everybody can read it."),
        _l("The text is frozen and open for signature; every mayor is told."),
    ),
    "unfreezing": Act(
        "unfreeze",
        forms.UnfreezingForm,
        lambda d, a, f: procedure.unfreeze(d, a, f.reason.data),
        _l("Possible until the first signature. The frozen version stays on record."),
        _l("The text is being drafted again."),
    ),
    "adoption": Act(
        "adopt",
        forms.AdoptionForm,
        lambda d, a, f: procedure.adopt(d, a, f.adopted_on.data, f.place.data),
        _l("You record when and where the cities adopted the text. Signing goes on until its deadline."),
        _l("The adoption is recorded."),
    ),
    "closing": Act(
        "close",
        forms.NoteForm,
        lambda d, a, f: procedure.close(d, a, f.note.data or ""),
        _l("Nobody signs or withdraws after this."),
        _l("The declaration is closed."),
    ),
}
NOUNS = {act.move: noun for noun, act in ACTS.items()} | {"issue_version": "versions/new"}


def move_url(name: str, identity: int) -> str:
    if name == "issue_version":
        return url_for("declarations.new_version", identity=identity)
    return url_for(f"declarations.{_endpoint(NOUNS[name])}", identity=identity)


def _endpoint(noun: str) -> str:
    return noun.replace("-", "_")


def _view(act: Act) -> Callable[..., Any]:
    @signed_in
    def view(identity: int) -> Any:
        dossier, actor, form = dossier_or_404(identity), current_actor(), act.form()
        verdict = judge(dossier, act.move, actor)
        if not verdict:
            return _page(dossier, act, form, verdict, 409)
        if not form.is_submitted():
            return _page(dossier, act, form, verdict, 200)
        if not form.validate_on_submit():
            return _page(dossier, act, form, verdict, 422)
        try:
            act.do(dossier, actor, form)
        except Refused as refused:
            return _page(dossier, act, form, refused.verdict, 409)
        flash(str(act.done))
        return redirect(address(dossier), 303)

    return view


def _page(dossier: Dossier, act: Act, form: Any, verdict: Any, status: int) -> tuple[str, int]:
    move, context = FLOW.moves[act.move], {"in_utc": in_utc} | vocabulary()
    page = render("declarations/act.html", dossier=dossier, act=act, move=move, form=form, verdict=verdict, **context)
    return page, status


for _noun, _act in ACTS.items():
    blueprint.add_url_rule(f"/declarations/<int:identity>/{_noun}", _endpoint(_noun), _view(_act), methods=["GET", "POST"])
