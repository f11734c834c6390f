"""The accreditation of cities: a queue, a search for the place, the proposal, and the decision of a second person."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.cities import countries, rules
from forum.cities.forms import ContactForm, DecisionForm, PlaceForm
from forum.cities.operations import accreditation as operations
from forum.cities.queries import accreditation as queries
from forum.cities.views.common import blueprint
from forum.kit.guards import staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import AccreditationProposal

BY_HAND = "by-hand"


@blueprint.get("/accreditation")
@staff_only
def accreditation():
    return render(
        "cities/accreditation/index.html",
        waiting=queries.waiting(),
        decided=queries.decided(request.args.get("after")),
        verdict=rules.can_propose(current_actor()),
        may_decide=rules.can_decide,
        countries=countries.names(),
    )


@blueprint.get("/accreditation/new")
@staff_only
def propose():
    verdict = rules.can_propose(current_actor())
    if request.args.get("place"):
        return _form_page(_form(request.args["place"]), verdict), 200 if verdict else 409
    words = request.args.get("q", "").strip()
    found = countries.find_places(words)
    return render("cities/accreditation/search.html", words=words, found=found, countries=countries.names(), verdict=verdict)


@blueprint.post("/accreditation/new")
@staff_only
def propose_post():
    form = _form(request.form.get("place", BY_HAND))
    actor = current_actor()
    verdict = rules.can_propose(actor)
    if not verdict or not form.validate_on_submit():
        return _form_page(form, verdict), 422 if verdict else 409
    try:
        proposal = operations.propose(actor, _candidate(form))
    except Refused as refused:
        return _form_page(form, refused.verdict), 409
    flash(_("%(city)s is proposed. A second person decides.", city=proposal.city.name))
    return redirect(url_for("cities.proposal", identity=proposal.id), 303)


@blueprint.get("/accreditation/<int:identity>")
@staff_only
def proposal(identity: int):
    return _proposal_page(_found(identity), DecisionForm())


@blueprint.post("/accreditation/<int:identity>/decision")
@staff_only
def decide(identity: int):
    found, form, actor = _found(identity), DecisionForm(), current_actor()
    if not form.validate_on_submit():
        return _proposal_page(found, form), 422
    if form.outcome.data == "confirmed":
        operations.confirm(actor, found, form.reason.data or "")
        flash(_("%(city)s is accredited. The invitation is on its way.", city=found.city.name))
    else:
        operations.refuse_city(actor, found, form.reason.data or "")
        flash(_("%(city)s is not accredited.", city=found.city.name))
    return redirect(url_for("cities.proposal", identity=identity), 303)


def _found(identity: int) -> AccreditationProposal:
    return queries.get(identity) or abort(404)


def _form(place: str) -> Any:
    """For a place of the reference list the shorter form, otherwise the one with name and coordinates."""
    known = place.isdecimal() and countries.place(int(place))
    form = ContactForm() if known else PlaceForm()
    form.place.data = place if known else BY_HAND
    form.form_url.data = url_for("cities.propose", place=form.place.data)
    return form


def _form_page(form: Any, verdict: Any) -> str:
    place = countries.place(int(form.place.data)) if form.place.data != BY_HAND else None
    return render("cities/accreditation/form.html", form=form, place=place, verdict=verdict, countries=countries.names())


def _proposal_page(found: AccreditationProposal, form: Any) -> str:
    return render(
        "cities/accreditation/show.html",
        proposal=found,
        form=form,
        verdict=rules.can_decide(found, current_actor()),
        countries=countries.names(),
    )


def _candidate(form: Any) -> operations.Candidate:
    contact = {name: form[name].data for name in ("reason", "contact_name", "contact_email", "office")}
    place = countries.place(int(form.place.data)) if form.place.data != BY_HAND else None
    if place:
        return operations.Candidate(
            place.name, place.country_iso2, place.latitude, place.longitude, **contact,
            population=place.population, population_source=countries.SOURCE, time_zone=place.time_zone,
        )  # fmt: skip
    return operations.Candidate(
        form["name"].data, form.country_iso2.data, float(form.latitude.data), float(form.longitude.data), **contact,
        population=form.population.data, population_source=form.population_source.data,
    )  # fmt: skip
