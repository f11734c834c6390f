"""Writing in the text by form, one paragraph at a time; a save over newer words shows both and loses neither."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.forms import ClauseForm
from forum.declarations.operations import clauses as writing
from forum.declarations.queries import amendments as amending
from forum.declarations.queries import parts
from forum.declarations.rules import drafting
from forum.declarations.rules.reading import readable, sees_drafting
from forum.declarations.text import checks, frozen
from forum.declarations.text.clauses import new_uid
from forum.declarations.views.agreement import agreed_here
from forum.declarations.views.blueprint import (
    address,
    blueprint,
    clause_address,
    clause_or_404,
    dossier_or_404,
    seen_edit,
    verdicts,
    vocabulary,
)
from forum.declarations.views.lists import subject_of
from forum.declarations.views.sheet import Line, sheet
from forum.declarations.views.talks import pieces, talks_of
from forum.discussion import queries as discussion
from forum.kit import diff, panels, site
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict, Verdict, require
from models import Clause, Declaration


@dataclass(frozen=True)
class Cited:
    """What panels at the place "clause" are asked about."""

    declaration: Declaration
    uid: str
    number: str


@dataclass(frozen=True)
class Draft:
    """A paragraph as it stands in a form."""

    uid: str
    kind: str
    text: str


@blueprint.get("/declarations/<int:identity>/clauses/<uid>")
def clause(identity: int, uid: str):
    """One paragraph with its history, its amendments and what is said about it."""
    dossier, actor, after = dossier_or_404(identity), current_actor(), request.args.get("comments")
    clause_or_404(dossier, uid)
    subject, own = subject_of(dossier, actor), url_for("declarations.clause", identity=identity, uid=uid)
    amendments = readable(dossier, actor, amending.amendments(identity))
    lines = sheet(dossier, amendments)
    talks = talks_of(dossier, actor, subject)
    place = next(place for place, line in enumerate(lines) if line.uid == uid)
    return render(
        "declarations/clause.html",
        dossier=dossier,
        row=dossier.row,
        line=lines[place],
        before=lines[place - 1] if place else None,
        following=lines[place + 1] if place + 1 < len(lines) else None,
        edits=_history([(edit, edit.text) for edit in parts.edits(uid)]) if sees_drafting(dossier, actor) else [],
        wordings=_wordings(dossier, uid),
        verdicts=verdicts(dossier, actor),
        **agreed_here(dossier, actor, uid),
        talks=talks,
        pieces=pieces(lines[place].clause, lines[place].opening, talks.on(uid)),
        thread=discussion.thread(actor, subject, after, clause_uid=uid, url=own, **talks.thread),
        sections=panels.draw("clause", actor, Cited(dossier.row, uid, lines[place].clause.number)),
        **vocabulary(),
    )


def _history(states: list[tuple[Any, str]]) -> list[tuple[Any, Any]]:
    """Of edits or versions and their words, newest first, each with its difference against the one before."""
    return list(zip([row for row, _text in states], diff.each([text for _row, text in states]), strict=True))


def _wordings(dossier: Dossier, uid: str) -> list[Any]:
    """(version, difference) for each frozen version that changed the words, newest first."""
    found: list[tuple[Any, str]] = []
    for version in dossier.versions:
        text = next((c.text for c in frozen.read(version.canonical) if c.uid == uid), "")
        if not found or text != found[-1][1]:
            found.append((version, text))
    return _history(found[::-1])


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
    if not drafting.can_edit(dossier, current_actor()) or not form.validate_on_submit() or _looks(form):
        return _form_page(dossier, form, None)
    row = writing.add_clause(
        dossier, current_actor(), form.kind.data, form.text.data, form.after.data or "", form.alternative.data
    )
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
    if not drafting.can_edit(dossier, current_actor()) or not form.validate_on_submit() or _looks(form):
        return _form_page(dossier, form, row)
    try:
        writing.change_clause(
            dossier, current_actor(), row, form.kind.data, form.text.data, seen_edit(form), form.alternative.data
        )
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
    writing.remove_clause(dossier, current_actor(), row, seen_edit(form))
    flash(_("The paragraph was removed. Its words stay in the history."))
    return redirect(address(dossier), 303)


def _looks(form: ClauseForm) -> bool:
    """Whether the words are only to be checked, not saved."""
    return bool(request.form.get("preview"))


def _form_page(dossier: Dossier, form: Any, row: Clause | None, conflict: Conflict | None = None) -> tuple[str, int]:
    verdict: Verdict = drafting.can_edit(dossier, current_actor())
    status = 409 if conflict or not verdict else 422 if form.errors else 200
    page = render(
        "declarations/clause_form.html",
        dossier=dossier,
        form=form,
        clause=row,
        verdict=verdict,
        conflict=conflict,
        difference=diff.words(conflict.theirs, conflict.mine) if conflict else None,
        pencilled=_pencilled(dossier, form, row),
        around=_around(dossier, form, row),
        **vocabulary(),
    )
    return page, status


def _pencilled(dossier: Dossier, form: Any, row: Clause | None) -> list[str]:
    """The hints on the words as they stand in the form."""
    if not form.text.data:
        return []
    draft = Draft(row.uid if row else new_uid(), form.kind.data or "operative", form.text.data)
    text: list[Any] = [draft if row and clause.uid == row.uid else clause for clause in dossier.clauses]
    if row is None:
        uids = [clause.uid for clause in dossier.clauses]
        text.insert(uids.index(form.after.data) + 1 if form.after.data in uids else 0, draft)
    found = [*checks.hints(text, dossier.row.template, dossier.row.language, site.word_limit()), *checks.hidden(text)]
    return [hint.sentence for hint in found if hint.uid == draft.uid]


def _around(dossier: Dossier, form: Any, row: Clause | None) -> tuple[Line | None, Line | None]:
    """The paragraphs before and after, so that one writes in context."""
    lines = sheet(dossier)
    uids = [line.uid for line in lines]
    if row is None:
        place = uids.index(form.after.data) + 1 if form.after.data in uids else 0
        return lines[place - 1] if place else None, lines[place] if place < len(lines) else None
    place = uids.index(row.uid)
    return lines[place - 1] if place else None, lines[place + 1] if place + 1 < len(lines) else None
