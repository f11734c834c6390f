"""Amendments: proposing one, reading it with its difference, sponsoring, deciding, withdrawing."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.forms import AmendmentForm, DecisionForm
from forum.declarations.operations import amendments as acts
from forum.declarations.queries import parts
from forum.declarations.rules import drafting
from forum.declarations.rules.reading import readable
from forum.declarations.text.clauses import number
from forum.declarations.views.blueprint import blueprint, clause_or_404, dossier_or_404, vocabulary
from forum.declarations.views.sheet import sheet
from forum.kit import diff
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Amendment, Clause

ONE = "/declarations/<int:identity>/amendments/<int:place>"


@blueprint.get("/declarations/<int:identity>/amendments")
def amendments(identity: int):
    """All of them with their differences; one chooses a paragraph here to propose another."""
    dossier, actor = dossier_or_404(identity), current_actor()
    by_uid = {n.uid: n for n in number(dossier.clauses)}
    rows = readable(dossier, actor, parts.amendments(identity))
    return render(
        "declarations/amendments.html",
        dossier=dossier,
        rows=rows,
        by_uid=by_uid,
        differences={a.id: difference(a) for _place, a in rows},
        colliding={a.id for _place, a in rows if acts.collides(a, by_uid.get(a.clause_uid))},
        lines=sheet(dossier),
        verdict=drafting.can_propose(dossier, actor),
        **vocabulary(),
    )


@blueprint.get("/declarations/<int:identity>/amendments/new")
@signed_in
def choose_clause(identity: int):
    """From the choice of a paragraph to the form that is about it."""
    clause = clause_or_404(dossier_or_404(identity), request.args.get("clause", ""))
    return redirect(url_for("declarations.new_amendment", identity=identity, uid=clause.uid))


@blueprint.get("/declarations/<int:identity>/clauses/<uid>/amendments/new")
@signed_in
def new_amendment(identity: int, uid: str):
    dossier = dossier_or_404(identity)
    clause, form = clause_or_404(dossier, uid), AmendmentForm()
    if not form.is_submitted() and form.text.data is None:
        form.text.data = clause.text
    return _form_page(dossier, clause, form, 200)


@blueprint.post("/declarations/<int:identity>/clauses/<uid>/amendments/new")
@signed_in
def propose(identity: int, uid: str):
    dossier, form, actor = dossier_or_404(identity), AmendmentForm(), current_actor()
    clause = clause_or_404(dossier, uid)
    if not drafting.can_propose(dossier, actor):
        return _form_page(dossier, clause, form, 409)
    if form.validate_on_submit() and form.act.data != "delete" and not form.text.data:
        form.refuse("text", _("Write the words that you propose."))
    if form.errors or not form.is_submitted():
        return _form_page(dossier, clause, form, 422)
    try:
        acts.propose(dossier, actor, clause, form.act.data, form.text.data or "", form.reason.data)
    except Refused as refused:
        form.refuse("text", f"{refused.verdict.sentence} {refused.verdict.remedy}")
        return _form_page(dossier, clause, form, 422)
    flash(_("The amendment is proposed; the lead city is told."))
    return redirect(url_for("declarations.amendment", identity=identity, place=len(parts.amendments(identity))), 303)


@blueprint.get(ONE)
def amendment(identity: int, place: int):
    dossier = dossier_or_404(identity)
    return _page(dossier, place, _amendment_or_404(dossier, place), DecisionForm(), 200)


@blueprint.post(f"{ONE}/decision")
@signed_in
def decide(identity: int, place: int):
    dossier, form = dossier_or_404(identity), DecisionForm()
    row = _amendment_or_404(dossier, place)
    if form.validate_on_submit() and form.outcome.data == "rejected" and not form.reason.data:
        form.refuse("reason", _("Give a reason; the proposing city reads it."))
    if form.errors or not form.is_submitted():
        return _page(dossier, place, row, form, 422)
    try:
        if form.outcome.data == "accepted":
            acts.accept(dossier, current_actor(), row, form.reason.data or "")
        else:
            acts.reject(dossier, current_actor(), row, form.reason.data)
    except Refused as refused:
        return _page(dossier, place, row, form, 409, refused.verdict)
    flash(_("The words are in the text.") if form.outcome.data == "accepted" else _("Rejected; the proposing city is told."))
    return redirect(url_for("declarations.amendment", identity=identity, place=place), 303)


@blueprint.post(f"{ONE}/withdrawal")
@signed_in
def withdraw_amendment(identity: int, place: int):
    dossier = dossier_or_404(identity)
    acts.withdraw(dossier, current_actor(), _amendment_or_404(dossier, place))
    flash(_("The amendment is withdrawn."))
    return redirect(url_for("declarations.amendment", identity=identity, place=place), 303)


@blueprint.post(f"{ONE}/sponsors")
@signed_in
def co_sponsor(identity: int, place: int):
    dossier = dossier_or_404(identity)
    row = _amendment_or_404(dossier, place)
    acts.co_sponsor(dossier, current_actor(), row, frozenset(city.id for city in parts.sponsors(row.id)))
    flash(_("Your city sponsors this amendment."))
    return redirect(url_for("declarations.amendment", identity=identity, place=place), 303)


def difference(row: Amendment) -> list[tuple[str, str]]:
    """The words as they were against the words as proposed."""
    if row.act == "insert":
        return [("added", row.text)]
    return diff.words(row.base_text, row.text)


def _amendment_or_404(dossier: Dossier, place: int) -> Amendment:
    """Amendments are numbered in the order in which they were proposed."""
    found = dict(readable(dossier, current_actor(), parts.amendments(dossier.id)))
    if place not in found:
        abort(404)
    return found[place]


def _page(dossier: Dossier, place: int, row: Amendment, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    actor, sponsors = current_actor(), parts.sponsors(row.id)
    clause = next((n for n in number(dossier.clauses) if n.uid == row.clause_uid), None)
    page = render(
        "declarations/amendment.html",
        dossier=dossier,
        place=place,
        amendment=row,
        clause=clause,
        difference=difference(row),
        collides=acts.collides(row, clause),
        sponsors=sponsors,
        form=form,
        refused=refused,
        decision=parts.decision(row.id),
        decide=drafting.can_decide(dossier, actor, row),
        withdraw=drafting.can_withdraw_amendment(dossier, actor, row),
        sponsor=drafting.can_co_sponsor(dossier, actor, row, frozenset(c.id for c in sponsors)),
        **vocabulary(),
    )
    return page, status


def _form_page(dossier: Dossier, clause: Clause, form: Any, status: int) -> tuple[str, int]:
    verdict = drafting.can_propose(dossier, current_actor())
    page = render(
        "declarations/amendment_form.html",
        dossier=dossier,
        clause=next(n for n in number(dossier.clauses) if n.uid == clause.uid),
        form=form,
        verdict=verdict,
        **vocabulary(),
    )
    return page, status if verdict else 409
