"""Suggesting other words for a paragraph with a plain form; in the live text it appears as any suggestion does."""

from typing import Any

from flask import flash, redirect, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.forms import SuggestionForm
from forum.declarations.operations import suggestions as acts
from forum.declarations.rules import drafting
from forum.declarations.text.clauses import number
from forum.declarations.views.blueprint import blueprint, clause_or_404, dossier_or_404, seen_edit, vocabulary
from forum.kit import diff
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict, Refused
from models import Clause

HERE = "/declarations/<int:identity>/clauses/<uid>/suggestions/new"


@blueprint.get(HERE)
@signed_in
def new_suggestion(identity: int, uid: str):
    dossier = dossier_or_404(identity)
    clause, form = clause_or_404(dossier, uid), SuggestionForm()
    if form.text.data is None:
        form.text.data, form.seen.data = clause.text, str(clause.edit)
    return _page(dossier, clause, form, 200)


@blueprint.post(HERE)
@signed_in
def suggest(identity: int, uid: str):
    dossier, form = dossier_or_404(identity), SuggestionForm()
    clause = clause_or_404(dossier, uid)
    if not form.validate_on_submit():
        return _page(dossier, clause, form, 422)
    try:
        acts.suggest(dossier, current_actor(), clause, form.text.data, seen_edit(form))
    except Conflict as conflict:
        form.seen.data = str(clause.edit)
        return _page(dossier, clause, form, 409, conflict)
    except Refused as refused:
        if not drafting.can_suggest(dossier, current_actor()):
            return _page(dossier, clause, form, 409)
        form.refuse("text", refused.verdict.line)
        return _page(dossier, clause, form, 422)
    flash(_("Your suggestion stands in the text; the drafting group decides on it."))
    return redirect(url_for("declarations.suggestions", identity=identity), 303)


def _page(dossier: Dossier, clause: Clause, form: Any, status: int, conflict: Conflict | None = None) -> tuple[str, int]:
    verdict = drafting.can_suggest(dossier, current_actor())
    page = render(
        "declarations/suggestion_form.html",
        dossier=dossier,
        clause=next(one for one in number(dossier.clauses) if one.uid == clause.uid),
        form=form,
        verdict=verdict,
        conflict=conflict,
        difference=diff.words(conflict.theirs, conflict.mine) if conflict else None,
        **vocabulary(),
    )
    return page, status if verdict else 409
