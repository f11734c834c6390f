"""Writing in the text by form, one paragraph at a time; a save over newer words shows both and loses neither."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.forms import ClauseForm
from forum.declarations.operations import clauses as writing
from forum.declarations.operations.amendments import collides
from forum.declarations.queries import parts
from forum.declarations.rules import drafting
from forum.declarations.text import checks
from forum.declarations.text.clauses import number
from forum.declarations.views.blueprint import (
    address,
    blueprint,
    clause_address,
    clause_or_404,
    dossier_or_404,
    vocabulary,
)
from forum.discussion import queries as discussion
from forum.kit import diff, subjects
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict, Verdict, require
from models import Clause


@blueprint.get("/declarations/<int:identity>/clauses/<uid>")
def clause(identity: int, uid: str):
    """One paragraph with its history, its amendments and what is said about it."""
    dossier, actor = dossier_or_404(identity), current_actor()
    row, edits = clause_or_404(dossier, uid), parts.edits(uid)
    rows = parts.amendments(identity)
    return render(
        "declarations/clause.html",
        dossier=dossier,
        row=dossier.row,
        clause=next(n for n in number(dossier.clauses) if n.uid == uid),
        hints=[
            h.sentence for h in checks.hints(dossier.clauses, dossier.row.template, dossier.row.language) if h.uid == uid
        ],
        edits=[
            (edit, diff.words(older.text, edit.text) if older else None)
            for edit, older in zip(edits, [*edits[1:], None], strict=True)
        ],
        amendments=[(place, a) for place, a in enumerate(rows, 1) if a.clause_uid == uid],
        colliding={a.id for a in rows if collides(a, row)},
        verdicts={"edit": drafting.can_edit(dossier, actor), "propose": drafting.can_propose(dossier, actor)},
        thread=discussion.thread(actor, subjects.find("declaration", identity, actor), None, clause_uid=uid),
        **vocabulary(),
    )


@blueprint.get("/declarations/<int:identity>/clauses/new")
@signed_in
def new_clause(identity: int):
    dossier = dossier_or_404(identity)
    form = ClauseForm()
    last = dossier.clauses[-1] if dossier.clauses else None
    if not form.is_submitted() and not form.after.data:
        form.after.data = request.args.get("after", last.uid if last else "")
        before = next((c for c in dossier.clauses if c.uid == form.after.data), None)
        form.kind.data = before.kind if before and before.kind != "heading" else "operative"
        form.kind.data = "preambular" if not dossier.clauses else form.kind.data
    return _form_page(dossier, form, None)


@blueprint.post("/declarations/<int:identity>/clauses/new")
@signed_in
def add_clause(identity: int):
    dossier, form = dossier_or_404(identity), ClauseForm()
    if not drafting.can_edit(dossier, current_actor()) or not form.validate_on_submit():
        return _form_page(dossier, form, None)
    row = writing.add_clause(dossier, current_actor(), form.kind.data, form.text.data, form.after.data or "")
    if request.form.get("then") == "more":
        return redirect(url_for("declarations.new_clause", identity=identity, after=row.uid), 303)
    return redirect(clause_address(dossier, row.uid), 303)


@blueprint.get("/declarations/<int:identity>/clauses/<uid>/edit")
@signed_in
def edit_clause(identity: int, uid: str):
    dossier = dossier_or_404(identity)
    row = clause_or_404(dossier, uid)
    form = ClauseForm(obj=row)
    form.seen.data = form.seen.data or str(row.edit)
    return _form_page(dossier, form, row)


@blueprint.post("/declarations/<int:identity>/clauses/<uid>/edit")
@signed_in
def change_clause(identity: int, uid: str):
    dossier, form = dossier_or_404(identity), ClauseForm()
    row = clause_or_404(dossier, uid)
    if not drafting.can_edit(dossier, current_actor()) or not form.validate_on_submit():
        return _form_page(dossier, form, row)
    try:
        writing.change_clause(dossier, current_actor(), row, form.kind.data, form.text.data, _seen(form))
    except Conflict as conflict:
        form.seen.data = str(row.edit)
        return _form_page(dossier, form, row, conflict)
    return redirect(clause_address(dossier, uid), 303)


@blueprint.post("/declarations/<int:identity>/clauses/<uid>/place")
@signed_in
def move_clause(identity: int, uid: str):
    dossier = dossier_or_404(identity)
    writing.move_clause(dossier, current_actor(), clause_or_404(dossier, uid), -1 if request.form.get("to") == "up" else 1)
    return redirect(clause_address(dossier, uid), 303)


@blueprint.post("/declarations/<int:identity>/clauses/<uid>/removal")
@signed_in
def remove_clause(identity: int, uid: str):
    dossier, form = dossier_or_404(identity), ClauseForm()
    require(drafting.can_edit(dossier, current_actor()))
    row = clause_or_404(dossier, uid)
    writing.remove_clause(dossier, current_actor(), row, _seen(form))
    flash(_("The paragraph was removed. Its words stay in the history."))
    return redirect(address(dossier), 303)


def _seen(form: ClauseForm) -> int:
    text = form.seen.data or ""
    if not text.isdigit():
        abort(400)
    return int(text)


def _form_page(dossier: Dossier, form: Any, row: Clause | None, conflict: Conflict | None = None) -> tuple[str, int]:
    verdict: Verdict = drafting.can_edit(dossier, current_actor())
    status = 409 if conflict or not verdict else 422 if form.errors else 200
    difference = diff.words(conflict.theirs, conflict.mine) if conflict else None
    page = render(
        "declarations/clause_form.html",
        dossier=dossier,
        form=form,
        clause=row,
        verdict=verdict,
        conflict=conflict,
        difference=difference,
        **vocabulary(),
    )
    return page, status
