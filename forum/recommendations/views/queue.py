"""The secretariat's queue and the page on which one recommendation is reviewed; the points as sponsors answer them."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit import panels
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations import rules, steps
from forum.recommendations.case import Case
from forum.recommendations.forms import InternalNoteForm, PlainForm
from forum.recommendations.operations import screening, submission
from forum.recommendations.queries import evidence, queue
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.views.blueprint import blueprint, case_or_404, vocabulary
from forum.recommendations.views.chains import evidence_url
from forum.recommendations.views.moves import move_url, offered
from forum.recommendations.words import SHORT
from models.base import db

LONGEST_ANSWER = 20_000


@blueprint.get("/queue", endpoint="queue")
@staff_only
def index():
    actor, view = current_actor(), request.args.get("view", "all")
    if view not in queue.VIEWS:
        abort(404)
    page, counts = queue.listing(actor, view, request.args.get("after")), queue.counts(actor)
    ids = [row.id for row in page.items]
    tabs = [
        {
            "label": label,
            "url": url_for("recommendations.queue", view=name),
            "current": name == view,
            "count": counts[name],
        }
        for name, label in queue.VIEWS.items()
    ]
    return render(
        "recommendations/queue.html",
        page=page,
        view=view,
        views=queue.VIEWS,
        short=SHORT,
        tabs_of=tabs,
        assignments=queue.assignments(ids),
        sponsors=queue.sponsor_names(ids),
        **vocabulary(),
    )


@blueprint.get("/clearance")
@signed_in
def to_clear():
    """The Bureau's list; for others there is no such page."""
    actor = current_actor()
    if not actor.is_bureau:
        abort(404)
    page = queue.to_clear(actor, request.args.get("after"))
    names = queue.sponsor_names([row.id for row in page.items])
    return render("recommendations/clearance.html", page=page, sponsors=names, move_url=move_url, **vocabulary())


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
    """Keeps what is written so far, and submits again where the mayor says so."""
    case, actor = _answered(identity), current_actor()
    typed = {p.id: request.form.get(f"answer-{p.id}", p.answer).strip()[:LONGEST_ANSWER] for p in case.points}
    seen = {p.id: request.form.get(f"seen-{p.id}", p.answer).strip() for p in case.points}
    if not PlainForm().validate_on_submit():
        return _points_page(case, 422, typed)
    collided = [point.id for point in submission.answer_points(case, actor, typed, seen)]
    if collided:
        return _points_page(_as_it_stands(identity), 409, typed, collided)
    if request.form.get("then") == "resubmit":
        try:
            submission.resubmit(case, actor)
        except Refused as refused:
            return _points_page(_as_it_stands(identity), 409, typed, refused=refused.verdict)
        flash(_("Submitted again with your answers."))
        return redirect(url_for("recommendations.receipt", identity=case.id), 303)
    flash(_("Your answers are kept."))
    return redirect(request.path, 303)


def _note_form(identity: int) -> InternalNoteForm:
    return InternalNoteForm(draft=f"recommendation:{identity}:note")


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


def _as_it_stands(identity: int) -> Case:
    """Nothing of a refused form is kept: the fields hold what was typed, and what it is compared with is what is stored."""
    db.session.rollback()
    return _answered(identity)


def _review_page(case: Case, form: Any, status: int) -> tuple[str, int]:
    actor, view = current_actor(), request.args.get("view", "")
    moves = reading.moves(case.id)
    page = render(
        "recommendations/review.html",
        case=case,
        row=case.row,
        form=form,
        view=view if view in queue.VIEWS else "",
        next_row=queue.next_in(actor, view, case.id) if view in queue.VIEWS else None,
        may_note=rules.can_note(case, actor),
        notes=queue.notes(case.id),
        steps=steps.stepper(case, moves),
        history=steps.history(case, moves, True, True),
        standings=evidence.standings(case.id),
        evidence_url=evidence_url,
        verdicts={"edit": None},
        offers=offered(case, actor),
        more_acts=panels.draw("recommendation-acts", actor, case),
        move_url=move_url,
        **vocabulary(),
    )
    return page, status


def _points_page(
    case: Case, status: int, typed: dict[int, str] | None = None, collided: Any = (), refused: Any = None
) -> tuple[str, int]:
    actor, form = current_actor(), PlainForm(draft=f"recommendation:{case.id}:points")
    if form.restored_at:
        typed = {p.id: form.typed.get(f"answer-{p.id}", p.answer) for p in case.points}
    page = render(
        "recommendations/points.html",
        case=case,
        form=form,
        verdict=rules.of_lead_city(case, actor),
        mayor=rules.leads(case, actor),
        typed=typed or {},
        collided=collided,
        refused=refused,
        **vocabulary(),
    )
    return page, status
