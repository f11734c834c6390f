"""The points of a return as sponsors answer them, more time for it, and points that the desk settles."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit.forms import stripped
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import link, render
from forum.kit.verdict import Refused
from forum.recommendations import fields, rules
from forum.recommendations.case import Case
from forum.recommendations.forms import PlainForm
from forum.recommendations.operations import returning, submission
from forum.recommendations.queries import returning as reading
from forum.recommendations.return_forms import ExtensionAnswerForm, ExtensionForm
from forum.recommendations.views.blueprint import asked_or_404, blueprint, reviewed_or_404, vocabulary
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
    typed = {p.id: stripped(request.form.get(f"answer-{p.id}", p.answer))[:LONGEST_ANSWER] for p in case.points}
    seen = {p.id: stripped(request.form.get(f"seen-{p.id}", p.answer)) for p in case.points}
    if not PlainForm().validate_on_submit():
        return _points_page(case, 422, typed)
    collided = [point.id for point in submission.answer_points(case, actor, typed, seen)]
    if collided:
        return _points_page(_as_it_stands(identity), 409, typed, collided)
    then = request.form.get("then")
    if then == "resubmit":
        try:
            submission.resubmit(case, actor)
        except Refused as refused:
            return _points_page(_as_it_stands(identity), 409, typed, refused=refused.verdict)
        flash(_("Submitted again with your answers."))
        return redirect(url_for("recommendations.receipt", identity=case.id), 303)
    flash(_("Your answers are kept."))
    return redirect(url_for("recommendations.edit", identity=case.id) if then == "edit" else request.path, 303)


@blueprint.get("/recommendations/<int:identity>/extension")
@signed_in
def extension(identity: int):
    case = _answered(identity)
    return _extension_page(case, _extension_form(case), 200)


@blueprint.post("/recommendations/<int:identity>/extension")
@signed_in
def ask_extension(identity: int):
    case = _answered(identity)
    form = _extension_form(case)
    if not form.validate_on_submit():
        return _extension_page(case, form, 422)
    try:
        returning.ask_more_time(case, current_actor(), form.until.data, form.reason.data)
    except Refused as refused:
        return _extension_page(case, form, 409, refused.verdict)
    flash(_("You asked for more time; the secretariat answers. Until then the day that was set holds."))
    return redirect(url_for("recommendations.points", identity=case.id), 303)


@blueprint.get("/recommendations/<int:identity>/extension/answer")
@staff_only
def extension_answer(identity: int):
    case = reviewed_or_404(identity)
    asked = reading.asked_extension(case.id, case.round)
    form = _answer_form(case)
    if asked and not form.is_submitted() and not form.restored_at:
        form.until.data = asked.until
    return _answer_page(case, form, asked, 200)


@blueprint.post("/recommendations/<int:identity>/extension/answer")
@staff_only
def answer_extension(identity: int):
    case, actor = reviewed_or_404(identity), current_actor()
    form = _answer_form(case)
    asked = reading.asked_extension(case.id, case.round)
    if not form.validate_on_submit():
        return _answer_page(case, form, asked, 422)
    try:
        if form.answer.data == "grant":
            returning.grant(case, actor, asked, form.until.data, form.note.data)
        else:
            returning.refuse_more_time(case, actor, asked, form.note.data)
    except Refused as refused:
        return _answer_page(case, form, asked, 409, refused.verdict)
    flash(_("More time is granted.") if form.answer.data == "grant" else _("No more time is granted."))
    return redirect(link("screening.review", identity=case.id), 303)


@blueprint.post("/recommendations/<int:identity>/points/<int:number>/settlement")
@staff_only
def settle(identity: int, number: int):
    return _settlement(identity, number, returning.settle)


@blueprint.post("/recommendations/<int:identity>/points/<int:number>/settlement/end")
@staff_only
def keep_open(identity: int, number: int):
    return _settlement(identity, number, returning.keep_open)


def _settlement(identity: int, number: int, act: Callable[[Case, Any, Any], None]) -> Any:
    case = reviewed_or_404(identity)
    act(case, current_actor(), _point(case, number))
    return redirect(link("screening.review", identity=case.id, _anchor="points"), 303)


def _point(case: Case, number: int) -> Any:
    """A point of the newest round by its number."""
    found = next((point for point in case.points if point.round == case.round and point.number == number), None)
    return found or abort(404)


def _answered(identity: int) -> Case:
    case = asked_or_404(identity)
    return case if case.points else abort(404)


def _as_it_stands(identity: int) -> Case:
    """Nothing of a refused form is kept: the fields hold what was typed, and what it is compared with is what is stored."""
    db.session.rollback()
    return _answered(identity)


def _extension_form(case: Case) -> ExtensionForm:
    return ExtensionForm(draft=f"recommendation:{case.id}:extension:{case.round}")


def _answer_form(case: Case) -> ExtensionAnswerForm:
    return ExtensionAnswerForm(draft=f"recommendation:{case.id}:extension-answer:{case.round}")


def _points_page(
    case: Case, status: int, typed: dict[int, str] | None = None, collided: Any = (), refused: Any = None
) -> tuple[str, int]:
    actor, form = current_actor(), PlainForm(draft=f"recommendation:{case.id}:points")
    if form.restored_at:
        typed = {p.id: form.typed.get(f"answer-{p.id}", p.answer) for p in case.points}
    last, asked = reading.last_round(case.id), reading.extensions(case.id)
    page = render(
        "recommendations/points.html",
        case=case,
        form=form,
        verdict=rules.of_lead_city(case, actor),
        mayor=rules.leads(case, actor),
        last=last,
        changes={p.id: fields.change(case, last.before, p.field) for p in case.points if p.round == last.round}
        if last
        else {},
        label=fields.label,
        extensions=[one for one in asked if one.round == case.round],
        more_time=rules.can_ask_more_time(case, actor, last, _waiting(asked, case)),
        typed=typed or {},
        collided=collided,
        refused=refused,
        **vocabulary(),
    )
    return page, status


def _waiting(asked: list[Any], case: Case) -> Any:
    return next((one for one in asked if one.state == "asked" and one.round == case.round), None)


def _extension_page(case: Case, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    last, waiting = reading.last_round(case.id), reading.asked_extension(case.id, case.round)
    verdict = refused or rules.can_ask_more_time(case, current_actor(), last, waiting)
    page = render(
        "recommendations/extension.html", case=case, form=form, verdict=verdict, last=last, asked=waiting, **vocabulary()
    )
    return page, status if verdict or status != 200 else 409


def _answer_page(case: Case, form: Any, asked: Any, status: int, refused: Any = None) -> tuple[str, int]:
    verdict = refused or rules.can_decide_extension(case, current_actor(), asked)
    page = render(
        "recommendations/extension_answer.html",
        case=case,
        form=form,
        verdict=verdict,
        last=reading.last_round(case.id),
        asked=asked,
        answered=[one for one in reading.extensions(case.id) if one.state != "asked" and one.round == case.round],
        **vocabulary(),
    )
    return page, status if verdict or status != 200 else 409
