"""Every moment of a text: the history of its edits, the text as it stood then, naming it, and bringing it back."""

from collections import Counter
from typing import Any

from flask import abort, flash, redirect, request

from forum.declarations.dossier import Dossier
from forum.declarations.forms import RestorationForm, SnapshotForm
from forum.declarations.operations import restoring
from forum.declarations.queries import moments as reading
from forum.declarations.queries import parts
from forum.declarations.rules import drafting
from forum.declarations.text.comparing import Lineage
from forum.declarations.views.blueprint import address, blueprint, byline, insider_or_404, vocabulary
from forum.declarations.views.comparing import NOW, Text, compare, summary
from forum.declarations.views.comparing import moment as past
from forum.declarations.views.comparing import moments as known
from forum.declarations.views.versions import list_page, snapshots_of
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused

HERE = "/declarations/<int:identity>"


@blueprint.get(f"{HERE}/moments")
def moments(identity: int):
    """From the newest edit on."""
    dossier = insider_or_404(identity)
    page = reading.history(identity, request.args.get("after"))
    numbers = {line.uid: line for line in known(dossier, [])[NOW].clauses} if not dossier.frozen else {}
    return render("declarations/moments.html", dossier=dossier, page=page, numbers=numbers, **vocabulary())


@blueprint.get(f"{HERE}/moments/<int:edit>")
def moment(identity: int, edit: int):
    """The text as it stood after one edit."""
    return _moment_page(insider_or_404(identity), edit, SnapshotForm(), 200)


@blueprint.post(f"{HERE}/snapshots")
@signed_in
def snapshot(identity: int):
    """Name the present moment, or a past one."""
    dossier, form = insider_or_404(identity), SnapshotForm()
    edit = int(form.moment.data) if (form.moment.data or "").isdecimal() else 0
    if edit and past(dossier, f"e{edit}") is None:
        abort(404)
    if not drafting.can_edit(dossier, current_actor()) or not form.validate_on_submit():
        return _moment_page(dossier, edit, form, 422) if edit else list_page(dossier, form, 422)
    restoring.snapshot(dossier, current_actor(), form.name.data, edit)
    flash(_("This moment of the text is kept as “%(name)s”.", name=form.name.data))
    return redirect(f"{address(dossier)}/versions#snapshots", 303)


@blueprint.route(f"{HERE}/restoration", methods=["GET", "POST"])
@signed_in
def restoration(identity: int):
    """What would change, and who wrote what since; then the same as one new edit."""
    dossier, form = insider_or_404(identity), RestorationForm()
    key = request.values.get("to", "")
    then = known(dossier, snapshots_of(dossier)).get(key) or past(dossier, key)
    if then is None:
        abort(404)
    if not form.is_submitted():
        return _preview(dossier, form, key, then, 200)
    if not form.validate_on_submit() or not (form.seen.data or "").isdecimal():
        return _preview(dossier, form, key, then, 422)
    try:
        restoring.restore(dossier, current_actor(), then.label, then.title, then.clauses, int(form.seen.data or 0))
    except Refused as refused:
        return _preview(dossier, form, key, then, 409, refused)
    flash(_("“%(name)s” stands again. What was written since is in the history of each paragraph.", name=then.label))
    return redirect(address(dossier), 303)


def _moment_page(dossier: Dossier, edit: int, form: Any, status: int) -> tuple[str, int]:
    text, row = past(dossier, f"e{edit}"), reading.edit(dossier.id, edit)
    if text is None:
        abort(404)
    form.moment.data = str(edit)
    verdict = drafting.can_edit(dossier, current_actor())
    page = render(
        "declarations/moment.html", dossier=dossier, text=text, row=row, form=form, verdict=verdict, **vocabulary()
    )
    return page, 409 if status != 200 and not verdict else status


def _preview(
    dossier: Dossier, form: Any, key: str, then: Text, status: int, refused: Refused | None = None
) -> tuple[str, int]:
    now = then if dossier.frozen else known(dossier, [])[NOW]
    differences = compare(now, then, Lineage.of(parts.related(dossier.id)))
    form.to.data, form.seen.data = key, str(reading.newest(dossier.id))
    since = _since(dossier, key)
    page = render(
        "declarations/restoration.html",
        dossier=dossier,
        form=form,
        then=then,
        differences=differences,
        summary=summary(differences),
        since=since,
        writers=Counter(byline(edit) for edit in since).most_common(),
        refused=refused.verdict if refused else None,
        verdict=drafting.can_edit(dossier, current_actor()),
        **vocabulary(),
    )
    return page, status


def _since(dossier: Dossier, key: str) -> list[Any]:
    """What was written after the moment that a key names."""
    marks = {f"s{kept.id}": kept.edit_id for kept in snapshots_of(dossier)}
    if key.startswith("e") or marks.get(key):
        return reading.since(dossier.id, marks.get(key) or int(key[1:]))
    frozen = {f"v{version.number}": version.at for version in dossier.versions}
    return [edit for edit in reading.since(dossier.id, 0) if key in frozen and edit.at > frozen[key]]
