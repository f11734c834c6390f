"""The secretariat's queue and the page on which one recommendation is reviewed; the points as sponsors answer them."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.forms import InternalNoteForm, PlainForm
from forum.recommendations.operations import screening, submission
from forum.recommendations.queries import queue
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, vocabulary
from forum.recommendations.views.moves import move_url
from forum.recommendations.workflow import FLOW


@blueprint.get("/queue", endpoint="queue")
@staff_only
def index():
    actor, view = current_actor(), request.args.get("view", "all")
    if view not in queue.VIEWS:
        abort(404)
    page = queue.listing(actor, view, request.args.get("after"))
    ids = [row.id for row in page.items]
    return render(
        "recommendations/queue.html",
        page=page,
        view=view,
        views=queue.VIEWS,
        counts=queue.counts(actor),
        assignments=queue.assignments(ids),
        sponsors=queue.sponsor_names(ids),
        **vocabulary(),
    )


@blueprint.get("/queue/<int:identity>")
@staff_only
def review(identity: int):
    return _review_page(_reviewed(identity), InternalNoteForm(), 200)


@blueprint.post("/queue/<int:identity>/notes")
@staff_only
def note(identity: int):
    case, form = _reviewed(identity), InternalNoteForm()
    if not form.validate_on_submit():
        return _review_page(case, form, 422)
    screening.write_note(case, current_actor(), form.text.data)
    flash(_("The note is kept."))
    return redirect(url_for("recommendations.review", identity=case.id), 303)


@blueprint.get("/recommendations/<int:identity>/points")
@signed_in
def points(identity: int):
    return _points_page(_answered(identity), 200)


@blueprint.post("/recommendations/<int:identity>/points")
@signed_in
def answer_points(identity: int):
    """Keeps what is written so far; submitting again is a move of its own."""
    case = _answered(identity)
    if not PlainForm().validate_on_submit():
        return _points_page(case, 422)
    answers = {p.id: request.form.get(f"answer-{p.id}", p.answer).strip()[:20_000] for p in case.points}
    submission.answer_points(case, current_actor(), answers)
    if request.form.get("then") == "resubmit":
        submission.resubmit(case, current_actor())
        flash(_("Submitted again with your answers."))
        return redirect(address(case.row), 303)
    flash(_("Your answers are kept."))
    return redirect(request.path, 303)


def _reviewed(identity: int) -> Case:
    case = queue.review(current_actor(), identity)
    if case is None:
        abort(404)
    return case


def _answered(identity: int) -> Case:
    case = case_or_404(identity)
    if not rules.sees_points(case, current_actor()) or not case.points:
        abort(404)
    return case


def _review_page(case: Case, form: Any, status: int) -> tuple[str, int]:
    actor = current_actor()
    page = render(
        "recommendations/review.html",
        case=case,
        form=form,
        notes=queue.notes(case.id),
        moves=reading.moves(case.id),
        offers=FLOW.offers(case, actor),
        move_url=move_url,
        **vocabulary(),
    )
    return page, status


def _points_page(case: Case, status: int) -> tuple[str, int]:
    actor = current_actor()
    verdict = rules.of_lead_city(case, actor)
    page = render(
        "recommendations/points.html",
        case=case,
        form=PlainForm(),
        verdict=verdict,
        resubmit=FLOW.judge(case, "resubmit", actor),
        mayor=rules.leads(case, actor),
        **vocabulary(),
    )
    return page, status
