"""Making one recommendation of several, and two of one."""

from typing import Any

from flask import abort, flash, redirect, request

from forum.kit import subjects
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _, _n
from forum.kit.identity import current_actor
from forum.kit.numbers import number
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.forms import MergingForm, SplitForm
from forum.recommendations.operations import merging as operations
from forum.recommendations.operations import splitting
from forum.recommendations.operations.splitting import BOTH, GOES, STAYS, Parting
from forum.recommendations.queries import find
from forum.recommendations.queries import merging as reading
from forum.recommendations.queries.queue import sponsor_names
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, vocabulary
from forum.recommendations.workflow import judge, too_late


def beside(case: Case, actor: Any, moves: list[Any]) -> dict[str, Any]:
    """What the page of one says of mergers and splits: who stands behind it, and what this reader may open."""
    support = reading.support(case.id)
    sources = subjects.find_many([("recommendation", one) for one in support.sources], actor) if support.sources else {}
    return {
        "support": support,
        "sources": list(sources.values()),
        "hidden": len(support.sources) - len(sources),
        "kin": reading.parts(actor, case.id) if any(move.move == "split" for move in moves) else [],
    }


def moved_page(identity: int) -> str:
    """An old address leads on, where its reader may read the one that goes on."""
    row = reading.leads_to(current_actor(), identity)
    return render("recommendations/moved.html", identity=identity, row=row, **vocabulary()) if row else abort(404)


@blueprint.route("/recommendations/<int:identity>/merger", methods=["GET", "POST"])
@signed_in
def merger(identity: int):
    """`with` in the address names others that are chosen already."""
    case, actor = case_or_404(identity), current_actor()
    verdict, form = judge(case, "merge", actor), MergingForm()
    wanted = [found for one in request.args.getlist("with") if (found := number(one))]
    shown = verdict or (form.is_submitted() and rules.edits(case, actor))  # what was chosen stays on a refused page
    found = reading.candidates(case, actor) if shown else []
    rows = [case.row, *sorted(found, key=lambda row: row.id not in wanted)] if shown else []
    form.others.choices = form.target.choices = choices((row.id, row.title) for row in rows)
    if request.method == "GET" or not verdict:
        form.others.data = form.others.data or [identity, *wanted]
        return _merging_page(case, form, rows, verdict, 200 if verdict else 409)
    if moved := _moved(form, rows, actor):
        return _merging_page(case, form, rows, too_late(), 409, moved)
    if not form.validate_on_submit():
        return _merging_page(case, form, rows, verdict, 422)
    found = [one for chosen in form.others.data if (one := find(actor, chosen))]
    target = next(one for one in found if one.id == form.target.data)
    others = [one for one in found if one is not target]
    try:
        operations.merge_all(others, actor, target, form.reason.data)
    except Refused as refused:
        return _merging_page(case, form, rows, refused.verdict, 409)
    flash(_n("One was merged into this one.", "%(num)s were merged into this one.", len(others)))
    return redirect(address(target.row), 303)


@blueprint.route("/recommendations/<int:identity>/split", methods=["GET", "POST"])
@signed_in
def split(identity: int):
    case, actor = case_or_404(identity), current_actor()
    verdict, form = judge(case, "split", actor), SplitForm(draft=f"recommendation:{identity}:split")
    form.asks.choices = choices((ask.id, _("%(number)s. %(words)s", number=ask.number, words=ask.text)) for ask in case.asks)
    if request.method == "GET" or not verdict:
        return _split_page(case, form, verdict, 200 if verdict else 409)
    if request.form.get("turn") != str(case.row.turn):
        return _split_page(case, form, too_late(), 409)
    if not form.validate_on_submit():
        return _split_page(case, form, verdict, 422)
    where = {one.id: request.form.get(f"evidence-{one.id}", BOTH) for one in case.evidence}
    parting = Parting(form.title.data, frozenset(form.asks.data), where, form.reason.data)
    try:
        second = splitting.split(case, actor, parting)
    except Refused as refused:
        return _split_page(case, form, refused.verdict, 409)
    flash(_("It is two now. The sponsors of both are asked to agree to what each of them says."))
    return redirect(address(second.row), 303)


def _moved(form: Any, rows: list[Any], actor: Any) -> list[Any]:
    """Those that were chosen and are not where they stood when the page was opened."""
    there = {row.id: row for row in rows}
    chosen = {*(form.others.data or []), *([form.target.data] if form.target.data else [])}
    late = [one for one in sorted(chosen) if one not in there or request.form.get(f"turn-{one}") != str(there[one].turn)]
    return [row for one in late if (row := there.get(one) or _row(actor, one))]


def _row(actor: Any, identity: int) -> Any:
    found = find(actor, identity)
    return found.row if found else None


def _merging_page(
    case: Case, form: Any, rows: list[Any], verdict: Any, status: int, moved: list[Any] | None = None
) -> tuple[str, int]:
    page = render(
        "recommendations/merging.html",
        case=case,
        form=form,
        rows=rows,
        sponsors=sponsor_names([row.id for row in rows]),
        verdict=verdict,
        chosen=form.others.data or [],
        moved=moved or [],
        **vocabulary(),
    )
    return page, status


def _split_page(case: Case, form: Any, verdict: Any, status: int) -> tuple[str, int]:
    places = ((STAYS, _("stays with the first")), (GOES, _("goes to the second")), (BOTH, _("holds for both")))
    typed = {one.id: request.form.get(f"evidence-{one.id}", BOTH) for one in case.evidence}
    page = render(
        "recommendations/splitting.html", case=case, form=form, verdict=verdict, places=places, typed=typed, **vocabulary()
    )
    return page, status
