"""What is agreed of a text: the table of paragraphs, marking many at once, and the bar that other pages show."""

from typing import Any

from flask import flash, redirect, request, url_for

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.forms import AgreementForm
from forum.declarations.operations import agreeing
from forum.declarations.queries.agreement import agreements
from forum.declarations.rules import agreeing as rules
from forum.declarations.rules.reading import sees_drafting
from forum.declarations.text import agreement
from forum.declarations.text.clauses import HEADING, NUMBERED, PREAMBULAR
from forum.declarations.views.blueprint import address, blueprint, insider_or_404, vocabulary
from forum.declarations.views.sheet import sheet
from forum.kit import diff
from forum.kit.guards import signed_in
from forum.kit.i18n import _n
from forum.kit.identity import current_actor
from forum.kit.security import local_path
from forum.kit.templating import render
from forum.kit.verdict import Refused, Verdict

PARTS: dict[str, tuple[str, ...]] = {"preamble": (PREAMBULAR,), "operative": NUMBERED, "all": (PREAMBULAR, *NUMBERED)}


def agreed(dossier: Dossier, actor: Actor) -> dict[str, Any]:
    """For the pages that show how far a text is agreed, to those who take part in it; a frozen text is past that."""
    if dossier.frozen or not dossier.clauses or not sees_drafting(dossier, actor):
        return {"agreement": {}, "progress": [], "states": agreement.STATES}
    found = agreement.overview(dossier.clauses, agreements(dossier.id))
    return {"agreement": found, "progress": agreement.progress(found.values()), "states": agreement.STATES}


def agreed_here(dossier: Dossier, actor: Actor, uid: str) -> dict[str, Any]:
    """The same for the page of one paragraph, with what changed in it since it was agreed."""
    found = agreed(dossier, actor)
    return found | {"agreement_difference": _differences(dossier, found["agreement"]).get(uid)}


@blueprint.get("/declarations/<int:identity>/agreement")
@signed_in
def agreement_page(identity: int):
    """Every paragraph with what was said of it; `part` ticks all of the preamble, or all of the operative paragraphs."""
    dossier = insider_or_404(identity)
    kinds = PARTS.get(request.args.get("part", ""), ())
    ticked = {c.uid for c in dossier.clauses if c.kind in kinds and not agreement.brackets(c.text)}
    return _page(dossier, AgreementForm(), ticked, 200)


@blueprint.post("/declarations/<int:identity>/agreement")
@signed_in
def mark_agreement(identity: int):
    dossier, form, actor = insider_or_404(identity), AgreementForm(), current_actor()
    ticked = set(request.form.getlist("uid"))
    if not form.validate_on_submit():
        return _page(dossier, form, ticked, 422)
    chosen = [clause for clause in dossier.clauses if clause.uid in ticked]
    try:
        agreeing.mark(dossier, actor, chosen, form.state.data)
    except Refused as refused:
        return _page(dossier, form, ticked, 409, refused.verdict)
    flash(_n("%(num)s paragraph is marked.", "%(num)s paragraphs are marked.", len(chosen)))
    here = url_for("declarations.agreement_page", identity=identity)
    return redirect(local_path(request.form.get("back"), here), 303)


def _page(dossier: Dossier, form: AgreementForm, ticked: set[str], status: int, refusal: Verdict | None = None):
    actor = current_actor()
    found = agreement.overview(dossier.clauses, agreements(dossier.id))
    page = render(
        "declarations/agreement.html",
        dossier=dossier,
        row=dossier.row,
        form=form,
        ticked=ticked,
        lines=[line for line in sheet(dossier) if line.clause.kind != HEADING],
        agreement=found,
        progress=agreement.progress(found.values()),
        states=agreement.STATES,
        differences=_differences(dossier, found),
        verdict=rules.can_mark(dossier, actor),
        refusal_now=refusal,
        here=address(dossier),
        **vocabulary(),
    )
    return page, status


def _differences(dossier: Dossier, found: dict[str, agreement.Standing]) -> dict[str, Any]:
    """How the words changed since they were agreed."""
    now = {clause.uid: clause.text for clause in dossier.clauses}
    return {uid: diff.words(one.said.text, now[uid]) for uid, one in found.items() if one.changed and one.said}
