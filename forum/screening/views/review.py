"""The page on which one recommendation is reviewed, and the way from it to the next."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit import panels
from forum.kit.forms import Form, choices
from forum.kit.guards import staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.numbers import number
from forum.kit.templating import render
from forum.kit.toasts import done
from forum.recommendations import rules, steps
from forum.recommendations.case import Case
from forum.recommendations.drawing import NOUNS, evidence_url, move_url, offered, vocabulary
from forum.recommendations.queries import evidence
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.queries.queue import review as reviewed
from forum.screening.forms import InternalNoteForm
from forum.screening.operations import acts, notes
from forum.screening.operations.undo import remember
from forum.screening.queries import desk, queue
from forum.screening.queries.notes import colleagues
from forum.screening.queries.notes import of as notes_of
from forum.screening.views import way
from forum.screening.views.blueprint import blueprint
from forum.screening.views.bulk import undo_url

FIRST = ("assign", "accept", "clear", "prepare_forwarding", "confirm_forwarding", "confirm_not_forwarding")


@blueprint.get("/queue/<int:identity>")
@staff_only
def review(identity: int):
    return _review_page(_reviewed(identity), None, 200)


@blueprint.get("/queue/next")
@staff_only
def following():
    """Where save-and-next goes: the next of the run that still stands in the view, or the view itself."""
    actor, view, run = current_actor(), way.view() or "all", way.run()
    asked = request.args.get("but", "")
    but = number(asked) or 0
    found = queue.next_of(actor, view, run, but) if run else queue.next_in(actor, view, but)
    if found is None:
        return redirect(url_for("screening.queue", view=view), 303)
    return redirect(url_for("screening.review", identity=found, view=view, run=way.written(run) or None), 303)


@blueprint.post("/queue/<int:identity>/notes")
@staff_only
def note(identity: int):
    case = _reviewed(identity)
    form = _note_form(case)
    if not form.validate_on_submit():
        return _review_page(case, form, 422)
    notes.write(case, current_actor(), form.text.data, form.mentioned.data or ())
    flash(_("The note is kept."))
    return redirect(_afterwards(case), 303)


@blueprint.post("/queue/<int:identity>/ticks")
@staff_only
def ticks(identity: int):
    case, actor = _reviewed(identity), current_actor()
    if not Form().validate_on_submit():
        abort(400)
    wanted = {found for value in request.form.getlist("items") if (found := number(value)) is not None}
    entry = acts.tick(case, actor, wanted)
    if entry:
        done(_("The checks are kept."), undo_url(remember(actor, "tick", [entry])))
    return redirect(_afterwards(case), 303)


@blueprint.post("/queue/<int:identity>/tags")
@staff_only
def tag(identity: int):
    case, actor = _reviewed(identity), current_actor()
    if not Form().validate_on_submit():
        abort(400)
    gone, word = request.form.get("gone", ""), request.form.get("word", "")
    entry = acts.untag(case, actor, gone) if gone else acts.tag(case, actor, word)
    undo = undo_url(remember(actor, "untag" if gone else "tag", [entry]))
    done(_("The tag is taken off.") if gone else _("The tag is set."), undo)
    return redirect(_afterwards(case), 303)


def _afterwards(case: Case) -> str:
    """The next where that was asked for, or the review again."""
    values = {"view": way.view() or None, "run": request.form.get("run") or None}
    if request.form.get("then") == "next":
        return url_for("screening.following", but=case.id, **values)
    return url_for("screening.review", identity=case.id, **values)


def _note_form(case: Case) -> InternalNoteForm:
    form = InternalNoteForm(draft=f"recommendation:{case.id}:note")
    others = [(one.id, one.name) for one in colleagues(case) if one.id != current_actor().person_id]
    form.mentioned.choices = choices(others)
    return form


def _reviewed(identity: int) -> Case:
    case = reviewed(current_actor(), identity)
    if case is None:
        abort(404)
    return case


def _run(case: Case, view: str) -> list[int]:
    """The run that the address names, or a new one where somebody comes from a view."""
    if not view:
        return []
    run = way.run() or queue.run_of(current_actor(), view, way.chosen(), way.sort())
    return run if case.id in run else []


def _review_page(case: Case, form: Any, status: int) -> tuple[str, int]:
    actor, view, moves = current_actor(), way.view(), reading.moves(case.id)
    run, offers = _run(case, view), offered(case, actor)
    place = run.index(case.id) if run else 0
    allowed = [offer for offer in offers if offer.allowed]
    page = render(
        "screening/review.html",
        case=case,
        row=case.row,
        form=form or _note_form(case),
        view=view,
        run=way.written(run),
        place=place + 1,
        total=len(run),
        before=run[place - 1] if run and place else None,
        first=next((offer.move.name for name in FIRST for offer in allowed if offer.move.name == name), None),
        may_note=rules.can_note(case, actor),
        notes=notes_of(case.id),
        checklist=desk.checklist(),
        ticks=desk.ticks(case.id),
        tags=queue.tags([case.id]).get(case.id, []),
        steps=steps.stepper(case, moves),
        history=steps.history(case, moves, True, True),
        standings=evidence.standings(case.id),
        evidence_url=evidence_url,
        verdicts={"edit": None},
        offers=[offer for offer in offers if offer.move.name in NOUNS],
        sections=panels.draw("review", actor, case),
        more_acts=panels.draw("recommendation-acts", actor, case),
        move_url=move_url,
        **vocabulary(),
    )
    return page, status


def checks_open(actor: Any, case: Case) -> str:
    """On the page of accepting: what of the list is not ticked; nobody is kept from accepting."""
    ticked = desk.ticks(case.id)
    left = [item for item in desk.checklist() if item.id not in ticked]
    return render("screening/_unticked.html", items=left) if left and rules.sees_review(case, actor) else ""
