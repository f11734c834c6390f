"""Beginning a recommendation and changing its text; asks are added, removed and moved without losing a word."""

from typing import Any

from flask import flash, redirect, request

from forum.bodies.queries import bodies
from forum.kit import diff
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.numbers import number
from forum.kit.templating import render
from forum.kit.verdict import Conflict
from forum.recommendations import rules
from forum.recommendations.asks import MOST_ASKS, VERBS, AskWords, changed
from forum.recommendations.case import Case
from forum.recommendations.operations import drafting, wording
from forum.recommendations.queries.origins import origin
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, vocabulary
from forum.recommendations.writing import COUNTED, WordsForm, rearranged


@blueprint.get("/recommendations/new")
@signed_in
def new():
    begun, verdict = origin(request.args), rules.can_begin(current_actor())
    form = _words_form(values={"why": begun.why} if begun and begun.why else None)
    return _form_page(form, verdict, 200 if verdict else 409, origin=begun)


@blueprint.post("/recommendations/new")
@signed_in
def create():
    form, actor, begun = _words_form(), current_actor(), origin(request.args)
    verdict = rules.can_begin(actor)
    if request.form.get("preview"):
        return _form_page(_rearranged(form, None), verdict, 200 if verdict else 409, origin=begun)
    if not verdict or not form.validate_on_submit():
        return _form_page(form, verdict, 422 if verdict else 409, origin=begun)
    case = drafting.begin(actor, _words(form))
    drafting.rest_on(case, actor, begun.rests_on if begun else [])
    flash(_("The draft is kept. Add evidence and sponsors, then submit it."))
    return redirect(address(case.row), 303)


@blueprint.get("/recommendations/<int:identity>/edit")
@signed_in
def edit(identity: int):
    case = case_or_404(identity)
    verdict = rules.can_edit(case, current_actor())
    form = _words_form(case, _values(case))
    form.seen.data = form.seen.data or str(case.row.edit)
    return _form_page(form, verdict, 200 if verdict else 409, case=case)


@blueprint.post("/recommendations/<int:identity>/edit")
@signed_in
def update(identity: int):
    case, actor = case_or_404(identity), current_actor()
    form, verdict = _words_form(case), rules.can_edit(case, actor)
    if request.form.get("preview"):
        return _form_page(_rearranged(form, case), verdict, 200 if verdict else 409, case=case)
    if not verdict or not form.validate_on_submit():
        return _form_page(form, verdict, 422 if verdict else 409, case=case)
    try:
        drafting.edit(case, actor, _words(form, case), number(form.seen.data) or 0)
    except Conflict as conflict:
        form.seen.data = str(case.row.edit)
        changes = diff.words(conflict.theirs, conflict.mine)
        return _form_page(form, verdict, 409, case=case, conflict=conflict, changes=changes)
    flash(_("Saved."))
    return redirect(address(case.row), 303)


def _words_form(case: Case | None = None, values: dict[str, Any] | None = None, **sent: Any) -> WordsForm:
    """With the text that stands, unless something was posted, kept or left unsent."""
    form = WordsForm(data=values, draft=f"recommendation:{case.id if case else 'new'}", **sent)
    form.bodies.choices = choices((body.id, body.name) for body in bodies.bodies())
    return form


def _rearranged(form: WordsForm, case: Case | None) -> WordsForm:
    """What a button beside the asks makes of the form; nothing is saved."""
    asks = changed(form.asks.data, request.form.get("preview", ""))
    return _words_form(case, formdata=rearranged(request.form, asks))


def _values(case: Case) -> dict[str, Any]:
    row = case.row
    return {
        "title": row.title,
        "bodies": [addressee.body_id for addressee in case.addressees],
        "asks": [AskWords(ask.text, ask.verb, ask.of_whom, ask.id) for ask in case.asks],
        "why": row.why,
        "costs": row.costs,
        "themes": wording.themes_of(case.id),
        "language": row.language,
        "seen": str(row.edit),
    }


def _words(form: WordsForm, case: Case | None = None) -> drafting.Words:
    """Bodies that were asked before keep their order; what is new comes after them."""
    before = [addressee.body_id for addressee in case.addressees] if case else []
    known = {body.id: body for body in bodies.bodies()}
    chosen = sorted(dict.fromkeys(form.bodies.data), key=lambda key: before.index(key) if key in before else len(before))
    return drafting.Words(
        form.title.data,
        form.asks.written,
        form.why.data,
        [known[key] for key in chosen],
        form.costs.data,
        tuple(form.themes.data or ()),
        form.language.data,
    )


def _form_page(form: Any, verdict: Any, status: int, **context: Any) -> tuple[str, int]:
    page = render(
        "recommendations/form.html",
        form=form,
        verdict=verdict,
        verbs=VERBS,
        most_asks=MOST_ASKS,
        counted=COUNTED,
        own_address=request.full_path.rstrip("?"),
        **context,
        **vocabulary(),
    )
    return page, status
