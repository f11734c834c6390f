"""Every move as a noun of its own address: GET asks what the move needs, POST makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from markupsafe import Markup

from forum.kit import panels
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _l
from forum.kit.identity import current_actor
from forum.kit.templating import link, render
from forum.kit.toasts import done
from forum.kit.verdict import Refused
from forum.recommendations import forms, keeping, return_forms, rules
from forum.recommendations.case import Case
from forum.recommendations.drawing import NOUNS, endpoint
from forum.recommendations.operations import follow_up, forwarding, merging, screening, submission
from forum.recommendations.queries import queue
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, vocabulary
from forum.recommendations.views.panels import draw_alike
from forum.recommendations.workflow import FLOW, judge, too_late
from models.recommendation import Stage


@dataclass(frozen=True)
class Act:
    """`move` in the table of stages, the form that it asks for, what is done, and the sentence afterwards."""

    move: str
    form: type
    do: Callable[[Case, Any, Any], Any]
    done: Any
    choices: Callable[[Any, Case, Any], None] | None = None
    internal: bool = False  # an act of the review: those with a conflict of interest see no page for it
    template: str = "recommendations/act.html"


def _editors(form: Any, case: Case, _actor: Any) -> None:
    form.assignee.choices = choices((person.id, person.name) for person in queue.editors(case.involved, case.interested))


def _assign(case: Case, actor: Any, form: Any) -> None:
    chosen = next((p for p in queue.editors(case.involved, case.interested) if p.id == form.assignee.data), None)
    screening.assign(case, actor, chosen or actor.person, form.due_on.data)


ACTS = {
    "submission": Act(
        "submit", forms.PlainForm, lambda c, a, f: submission.submit(c, a), _l("Submitted. The secretariat screens it next.")
    ),
    "resubmission": Act(
        "resubmit", forms.PlainForm, lambda c, a, f: submission.resubmit(c, a), _l("Submitted again with your answers.")
    ),
    "withdrawal": Act(
        "withdraw", forms.ReasonForm, lambda c, a, f: submission.withdraw(c, a, f.reason.data), _l("Withdrawn.")
    ),
    "assignment": Act("assign", forms.AssignForm, _assign, _l("Assigned."), _editors, True),
    "reassignment": Act("reassign", forms.AssignForm, _assign, _l("Assigned to somebody else."), _editors, True),
    "return": Act(
        "return",
        return_forms.ReturnForm,
        lambda c, a, f: screening.return_with_points(c, a, f.points, f.answer_due_on.data),
        _l("Returned with points."),
        lambda f, c, a: f.prepare(c),
        True,
        "recommendations/return.html",
    ),
    "acceptance": Act(
        "accept",
        forms.NoteForm,
        lambda c, a, f: screening.accept(c, a, f.note.data),
        _l("Accepted. The Bureau clears it next."),
        None,
        True,
    ),
    "clearance": Act(
        "clear", forms.NoteForm, lambda c, a, f: forwarding.clear(c, a, f.note.data), _l("Cleared for forwarding.")
    ),
    "forwarding/confirmation": Act(
        "confirm_forwarding",
        forms.NoteForm,
        lambda c, a, f: forwarding.confirm_forwarding(c, a, f.note.data),
        _l("Forwarded. Everybody can read it now."),
        None,
        True,
    ),
    "non-forwarding": Act(
        "prepare_not_forwarding",
        forms.ReasonForm,
        lambda c, a, f: forwarding.prepare_not_forwarding(c, a, f.reason.data),
        _l("Prepared. Another person confirms it."),
        None,
        True,
    ),
    "non-forwarding/confirmation": Act(
        "confirm_not_forwarding",
        forms.NoteForm,
        lambda c, a, f: forwarding.confirm_not_forwarding(c, a, f.note.data),
        _l("It will not be forwarded. The sponsors read the reason."),
        None,
        True,
    ),
    "preparation-return": Act(
        "send_back",
        forms.SendBackForm,
        lambda c, a, f: forwarding.send_back(c, a, f.note.data),
        _l("Sent back to the editor."),
        None,
        True,
    ),
    "follow-up": Act(
        "begin_follow_up", forms.PlainForm, lambda c, a, f: follow_up.begin_follow_up(c, a), _l("The follow-up has begun.")
    ),
    "closing": Act("close", forms.NoteForm, lambda c, a, f: follow_up.close(c, a, f.note.data), _l("Closed.")),
    "merger/end": Act(
        "unmerge",
        forms.ReasonForm,
        lambda c, a, f: merging.unmerge(c, a, f.reason.data),
        _l("Taken apart. It stands where it stood before."),
        None,
        True,
    ),
}
OF_SEVERAL = {"merge": "merger", "split": "split"}  # with pages of their own in merging.py
NOUNS.update({act.move: noun for noun, act in ACTS.items()} | OF_SEVERAL)


def _view(noun: str) -> Callable[..., Any]:
    act = ACTS[noun]

    @signed_in
    def view(identity: int) -> Any:
        case, actor = case_or_404(identity), current_actor()
        form = act.form(draft=f"recommendation:{identity}:{noun}")
        verdict = judge(case, act.move, actor)
        if act.choices and verdict:
            act.choices(form, case, actor)
        if request.method == "GET" or not verdict:
            return _page(case, noun, form, verdict, 200 if verdict else 409)
        if request.form.get("preview"):  # rows were added or taken out; nothing is sent yet
            return _page(case, noun, form, verdict, 200)
        if _is_late(act, case):
            return _page(case, noun, form, too_late(), 409)
        if not form.validate_on_submit():
            return _page(case, noun, form, verdict, 422)
        kept = keeping.before(case)
        try:
            act.do(case, actor, form)
        except Refused as refused:
            return _page(case, noun, form, refused.verdict, 409)
        done(str(act.done), keeping.after(case, actor, act.move, kept))
        return redirect(_afterwards(case, act), 303)

    return view


def _is_late(act: Act, case: Case) -> bool:
    """Whether it moved since the form was opened; an act of the review that does not say what was seen counts as late."""
    now = str(case.row.turn)
    return request.form.get("turn", "" if act.internal or act.move == "clear" else now) != now


def _afterwards(case: Case, act: Act) -> str:
    """Reviewers go on to the next of the view that they came from, or back to the review."""
    if act.move in ("submit", "resubmit"):
        return url_for("recommendations.receipt", identity=case.id)
    if not act.internal:
        return address(case.row)
    if request.form.get("then") == "next":
        return link("screening.following", but=case.id, **_way())
    return link("screening.review", identity=case.id, **_way())


def _way() -> dict[str, str]:
    """The view of the queue and the run that one works through, as the form carries them."""
    return {name: value for name in ("view", "run") if (value := request.form.get(name, ""))}


def _page(case: Case, noun: str, form: Any, verdict: Any, status: int) -> tuple[str, int]:
    act = ACTS[noun]
    sees_review = rules.sees_review(case, current_actor())
    page = render(
        act.template,
        case=case,
        move=FLOW.moves[act.move],
        act=act,
        form=form,
        verdict=verdict,
        sees_review=sees_review,
        view=request.values.get("view", ""),
        run=request.values.get("run", ""),
        before_act=panels.draw("act", current_actor(), case) if act.move == "accept" else [],
        checklist=rules.checklist(case) if act.move in ("submit", "resubmit") else [],
        alike=Markup(draw_alike(case, current_actor())) if act.move == "submit" and case.stage == Stage.DRAFT else "",
        **vocabulary(),
    )
    return page, status


for _noun in ACTS:
    blueprint.add_url_rule(
        f"/recommendations/<int:identity>/{_noun}", endpoint(_noun), _view(_noun), methods=["GET", "POST"]
    )
