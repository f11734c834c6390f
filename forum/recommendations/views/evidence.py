"""Choosing what a recommendation rests on."""

from flask import abort, flash, redirect, request, url_for

from forum.kit.forms import stripped
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.numbers import number
from forum.kit.templating import render
from forum.recommendations import rules
from forum.recommendations.operations import drafting
from forum.recommendations.queries import evidence, readings
from forum.recommendations.views.blueprint import blueprint, case_or_404, vocabulary


@blueprint.get("/recommendations/<int:identity>/evidence")
@signed_in
def choose(identity: int):
    """Search by title on one side, the clauses of one declaration on the other."""
    case, words = case_or_404(identity), stripped(request.args.get("words"))[:200]
    chosen = number(request.args.get("declaration"))
    verdict = rules.can_edit(case, current_actor())
    return render(
        "recommendations/evidence.html",
        case=case,
        verdict=verdict,
        words=words,
        experiences=evidence.experiences(words),
        declarations=evidence.declarations(words),
        figures=[(one, *readings.state_words(one)) for one in readings.seek(words)],
        standings=evidence.standings(case.id),
        clauses=evidence.citations(chosen) if chosen else [],
        chosen=chosen,
        cited={(e.kind, e.experience_id or e.clause_uid or e.label) for e in case.evidence},
        **vocabulary(),
    ), 200 if verdict else 409


@blueprint.post("/recommendations/<int:identity>/evidence")
@signed_in
def cite(identity: int):
    case, actor = case_or_404(identity), current_actor()
    experience, declaration = number(request.form.get("experience")), number(request.form.get("declaration"))
    found = evidence.experience(experience) if experience else None
    clause = evidence.citation(declaration, request.form.get("clause", "")) if declaration else None
    figure = readings.figure(request.form.get("figure", ""))
    if found is not None:
        drafting.cite_experience(case, actor, found)
    elif clause is not None:
        drafting.cite_clause(case, actor, clause)
    elif figure is not None:
        drafting.cite_indicator(case, actor, figure)
    else:
        abort(404)
    flash(_("Added to the evidence."))
    return redirect(url_for("recommendations.choose", identity=case.id), 303)


@blueprint.post("/recommendations/<int:identity>/evidence/<int:number>/removal")
@signed_in
def remove(identity: int, number: int):
    case = case_or_404(identity)
    row = next((one for one in case.evidence if one.id == number), None)
    if row is None:
        abort(404)
    drafting.remove_evidence(case, current_actor(), row)
    flash(_("Removed from the evidence."))
    return redirect(url_for("recommendations.choose", identity=case.id), 303)
