"""The points as sponsors answer them."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.forms import PlainForm
from forum.recommendations.operations import submission
from forum.recommendations.views.blueprint import blueprint, case_or_404, vocabulary
from models.base import db

LONGEST_ANSWER = 20_000


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


def _answered(identity: int) -> Case:
    case = case_or_404(identity)
    if not rules.sees_points(case, current_actor()) or not case.points:
        abort(404)
    return case


def _as_it_stands(identity: int) -> Case:
    """Nothing of a refused form is kept: the fields hold what was typed, and what it is compared with is what is stored."""
    db.session.rollback()
    return _answered(identity)


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
