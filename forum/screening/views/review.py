"""The page on which one recommendation is reviewed, and the way from it to the next."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit import panels
from forum.kit.guards import staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.recommendations import rules, steps
from forum.recommendations.case import Case
from forum.recommendations.drawing import evidence_url, move_url, offered, vocabulary
from forum.recommendations.queries import evidence
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.queries.queue import review as reviewed
from forum.screening.forms import InternalNoteForm
from forum.screening.operations import notes
from forum.screening.queries import queue
from forum.screening.queries.notes import of as notes_of
from forum.screening.views.blueprint import blueprint


@blueprint.get("/queue/<int:identity>")
@staff_only
def review(identity: int):
    return _review_page(_reviewed(identity), _note_form(identity), 200)


@blueprint.post("/queue/<int:identity>/notes")
@staff_only
def note(identity: int):
    case, form = _reviewed(identity), _note_form(identity)
    if not form.validate_on_submit():
        return _review_page(case, form, 422)
    notes.write(case, current_actor(), form.text.data)
    flash(_("The note is kept."))
    return redirect(url_for("screening.review", identity=case.id), 303)


@blueprint.get("/queue/next")
@staff_only
def following():
    """Where save-and-next goes: the first of a view that is not the one just done, or the view itself."""
    view, but = request.args.get("view", ""), request.args.get("but", "")
    view = view if view in queue.VIEWS else "all"
    row = queue.next_in(current_actor(), view, int(but) if but.isdecimal() else 0)
    address = url_for("screening.review", identity=row.id, view=view) if row else url_for("screening.queue", view=view)
    return redirect(address, 303)


def _note_form(identity: int) -> InternalNoteForm:
    return InternalNoteForm(draft=f"recommendation:{identity}:note")


def _reviewed(identity: int) -> Case:
    case = reviewed(current_actor(), identity)
    if case is None:
        abort(404)
    return case


def _review_page(case: Case, form: Any, status: int) -> tuple[str, int]:
    actor, view = current_actor(), request.args.get("view", "")
    moves = reading.moves(case.id)
    page = render(
        "screening/review.html",
        case=case,
        row=case.row,
        form=form,
        view=view if view in queue.VIEWS else "",
        next_row=queue.next_in(actor, view, case.id) if view in queue.VIEWS else None,
        may_note=rules.can_note(case, actor),
        notes=notes_of(case.id),
        steps=steps.stepper(case, moves),
        history=steps.history(case, moves, True, True),
        standings=evidence.standings(case.id),
        evidence_url=evidence_url,
        verdicts={"edit": None},
        offers=offered(case, actor),
        more_acts=panels.draw("recommendation-acts", actor, case),
        move_url=move_url,
        sections=panels.draw("review", actor, case),
        **vocabulary(),
    )
    return page, status
