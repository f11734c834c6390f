"""Writing and revising a text: the form, its preview, the draft, and publishing."""

from types import SimpleNamespace
from typing import Any

from flask import redirect, request, url_for

from forum.exchange import operations, queries, rules
from forum.exchange.forms import FORMS, ContributionForm
from forum.exchange.operations.filling import Files
from forum.exchange.views.attachments import Attachments, take
from forum.exchange.views.common import KINDS, MANY, address, blueprint, found
from forum.exchange.vocabulary import SECTIONS, goal, goals, indicator_groups
from forum.kit import diff, markdown
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import language, render
from forum.kit.verdict import Conflict, Verdict


@blueprint.get(f"/{MANY}/new")
@signed_in
def new(many: str):
    actor = current_actor()
    form = FORMS[KINDS[many]](draft=f"new:{KINDS[many]}", data=_greeting(actor))
    verdict = rules.can_contribute(actor)
    drafts = queries.drafts_of(actor, KINDS[many]) if verdict else []
    return _page(many, form, None, verdict, take(form, None, actor), 200 if verdict else 409, drafts=drafts)


@blueprint.post(f"/{MANY}/new")
@signed_in
def create(many: str):
    form, actor = FORMS[KINDS[many]](draft=f"new:{KINDS[many]}"), current_actor()
    return _handle(many, form, None, rules.can_contribute(actor))


@blueprint.get(f"/{MANY}/<int:identity>/edit")
@signed_in
def edit(many: str, identity: int):
    row, actor = found(many, identity), current_actor()
    form = FORMS[row.kind](draft=f"edit:{row.id}", obj=row, data=row.tags)
    form.seen.data = form.seen.data or str(row.saves)
    verdict = rules.can_edit(row, actor)
    return _page(many, form, row, verdict, take(form, row, actor), 200 if verdict else 409)


@blueprint.post(f"/{MANY}/<int:identity>/edit")
@signed_in
def update(many: str, identity: int):
    row = found(many, identity)
    return _handle(many, FORMS[row.kind](draft=f"edit:{row.id}"), row, rules.can_edit(row, current_actor()))


@blueprint.post("/preview")
@signed_in
def preview():
    """One text as it will stand on a page; behind the button of the editor."""
    return markdown.render(request.form.get("text", ""))


def _handle(many: str, form: ContributionForm, row: Any, verdict: Verdict):
    """A file added, a look at the preview, a draft, or the text itself."""
    actor = current_actor()
    files = take(form, row, actor)
    if not verdict:
        return _page(many, form, row, verdict, files, 409)
    if request.form.get("preview"):
        return _page(many, form, row, verdict, files, 422 if files.refusals else 200, preview=request.form["preview"])
    form.as_draft = "draft" in request.form and (row is None or row.state == "draft")
    if form.as_draft and not (form.title.data or "").strip():
        form.refuse_later("title", _("Give it a title; the rest may wait."))
    nameless = files.missing_alt(form.as_draft)  # said together with what else is missing
    if not form.validate_on_submit() or nameless or files.refusals:
        return _page(many, form, row, verdict, files, 422)
    try:
        row = _save(many, form, row, Files(files.told, files.cover))
    except Conflict as conflict:
        form.seen.data = str(row.saves)
        return _page(many, form, row, verdict, files, 409, conflict=conflict)
    return redirect(url_for("exchange.edit", many=many, identity=row.id) if form.as_draft else address(row), 303)


def _save(many: str, form: ContributionForm, row: Any, files: Files) -> Any:
    actor, values, tags = current_actor(), form.values, form.tags
    written = form.seen.data or ""
    seen = int(written) if written.isdigit() and len(written) < 10 else 0
    city = actor.mandate.city
    if form.as_draft:
        return operations.save_draft(actor, KINDS[many], city, values, tags, files, row, seen)
    if row is None:
        return operations.publish(actor, KINDS[many], city, values, tags, files)
    if row.state == "draft":
        operations.publish_draft(actor, row, city, values, tags, seen, files)
    else:
        operations.revise(actor, row, values, seen, tags, files, (form.note.data or "").strip())
    return row


def _page(many: str, form: ContributionForm, row: Any, verdict: Verdict, files: Attachments, status: int, **more: Any):
    _spare_rows(form)
    shown = _looks_like(form, files) if more.get("preview") == "show" else None
    conflict = more.get("conflict")
    html = render(
        "exchange/form.html",
        form=form,
        many=many,
        row=row,
        verdict=verdict,
        files=files,
        shown=shown,
        drafts=more.get("drafts", []),
        conflict=conflict,
        changes=diff.words(conflict.theirs, conflict.mine) if conflict else [],
        missing=form.missing(),
        indicators=indicator_groups(),
        goal_names={number: f"{number} {goal(number, language())}" for number in goals()},
    )
    return html, status


def _spare_rows(form: ContributionForm) -> None:
    """One empty row after the filled ones, so that there is always room for another."""
    for name in ("results", "sources"):
        field = form._fields.get(name)
        if field is not None and len(field.entries) < field.max_entries and any(field.entries[-1].data.values()):
            field.append_entry()


def _looks_like(form: ContributionForm, files: Attachments) -> Any:
    """What the page will show, without saving anything."""
    values = form.values
    html = {name: markdown.render(values[name] or "") for name in SECTIONS[form.kind]}
    city = current_actor().mandate.city
    return SimpleNamespace(kind=form.kind, html=html, tags=form.tags, files=files.shown, city=city, **values)


def _greeting(actor: Any) -> dict[str, Any]:
    """What the form can know of whoever opens it."""
    if not actor.person:
        return {}
    language = actor.person.language or "en"
    return {"contact": f"{actor.person.name}, {actor.person.email}", "language": language}
