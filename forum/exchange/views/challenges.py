"""Answering a challenge and closing it."""

from typing import Any

from flask import redirect, request, url_for

from forum.exchange import operations, queries, rules
from forum.exchange.forms import AnswerForm, ClosureForm
from forum.exchange.views.common import act_page, address, blueprint, found
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.verdict import Refused, Verdict


@blueprint.get("/challenges/<int:identity>/answers")
@signed_in
def answer(identity: int):
    row = found("challenges", identity)
    form = _answer_form(row)
    form.experience.data = form.experience.data or request.args.get("with", 0, int)
    verdict = rules.can_answer(row, current_actor())
    return _answering(row, form, verdict, 200 if verdict else 409)


@blueprint.post("/challenges/<int:identity>/answers")
@signed_in
def create_answer(identity: int):
    row, actor = found("challenges", identity), current_actor()
    form, verdict = _answer_form(row), rules.can_answer(row, actor)
    if not verdict:
        return _answering(row, form, verdict, 409)
    if not form.validate_on_submit():
        return _answering(row, form, verdict, 422)
    chosen = next((one for one in queries.own_experiences(actor) if one.id == form.experience.data), None)
    try:
        made = operations.answer(actor, row, (form.text.data or "").strip(), chosen)
    except Refused as refused:
        return _answering(row, form, refused.verdict, 409)
    return redirect(f"{address(row)}#answer-{made.id}", 303)


@blueprint.get("/challenges/<int:identity>/closure")
@signed_in
def closing(identity: int):
    row = found("challenges", identity)
    verdict = rules.can_close(row, current_actor())
    return _closing(row, _closure_form(row), verdict, 200 if verdict else 409)


@blueprint.post("/challenges/<int:identity>/closure")
@signed_in
def close(identity: int):
    row, actor = found("challenges", identity), current_actor()
    form, verdict = _closure_form(row), rules.can_close(row, actor)
    if not verdict or not form.validate_on_submit():
        return _closing(row, form, verdict, 422 if verdict else 409)
    operations.close(actor, row, (form.text.data or "").strip(), form.used.data or [])
    return redirect(f"{address(row)}#closure", 303)


def _answer_form(row: Any) -> AnswerForm:
    form = AnswerForm(draft=f"answer:{row.id}")
    own = [(one.id, one.title) for one in queries.own_experiences(current_actor())]
    form.experience.choices = choices([*own, (0, _("An offer in words"))])
    return form


def _closure_form(row: Any) -> ClosureForm:
    form = ClosureForm(draft=f"closure:{row.id}")
    given = queries.answers_and_uses(row.id).rows
    form.used.choices = choices((one.id, f"{one.city}: {one.title or _('an offer in words')}") for one in given)
    return form


def _answering(row: Any, form: AnswerForm, verdict: Verdict, status: int):
    form_url = url_for("exchange.answer", identity=row.id)
    return act_page(row, form, verdict, _("Answer this challenge"), status, "answer", form_url=form_url)


def _closing(row: Any, form: ClosureForm, verdict: Verdict, status: int):
    return act_page(row, form, verdict, _("Close with what was used"), status, "closure")
