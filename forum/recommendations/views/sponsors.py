"""The sponsors of a recommendation: cities are asked, and agree."""

from typing import Any

from flask import flash, redirect, request

from forum.cities import countries
from forum.cities.queries import directory
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused, refuse
from forum.recommendations import rules
from forum.recommendations.forms import InviteForm
from forum.recommendations.operations import sponsors
from forum.recommendations.queries import joining
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, vocabulary
from models import City
from models.base import db


@blueprint.get("/recommendations/<int:identity>/sponsors")
@signed_in
def sponsorship(identity: int):
    return _sponsors_page(case_or_404(identity), InviteForm(), 200)


@blueprint.post("/recommendations/<int:identity>/sponsors")
@signed_in
def invite(identity: int):
    """Ask a city; its slug comes from the list, its name from a person."""
    case, form, actor = case_or_404(identity), InviteForm(), current_actor()
    if not form.validate_on_submit():
        return _sponsors_page(case, form, 422)
    city = _chosen(form.city.data)
    try:
        if city is None:
            raise Refused(refuse(_("Choose a city from the list.")))
        sponsors.invite(case, actor, city)
    except Refused as refused:
        form.refuse("city", refused.verdict.sentence)
        return _sponsors_page(case, form, 422 if rules.can_invite(case, actor) else 409)
    flash(_("%(city)s was asked to sponsor it.", city=city.name))
    return redirect(request.path, 303)


@blueprint.post("/recommendations/<int:identity>/sponsorship")
@signed_in
def agree(identity: int):
    case = case_or_404(identity)
    sponsors.agree(case, current_actor())
    flash(_("Your city sponsors this recommendation."))
    return redirect(address(case.row), 303)


def _sponsors_page(case: Any, form: Any, status: int) -> tuple[str, int]:
    known = {sponsor.city_id for sponsor in case.sponsors}
    verdict = rules.can_invite(case, current_actor())
    others = [label for label, city in _directory().items() if city.id not in known]
    ours = rules.of_lead_city(case, current_actor())
    page = render(
        "recommendations/sponsors.html",
        case=case,
        form=form,
        cities=others,
        verdict=verdict,
        requests=joining.requests_to(case.id) if ours else [],
        gone=joining.gone(case.id) if ours else [],
        may_answer=rules.can_answer_joining(case, current_actor()),
        **vocabulary(),
    )
    return page, status


def _directory() -> dict[str, Any]:
    """Accredited cities as a person finds them in the list: by name and country, since names come twice."""
    names = countries.names()
    rows = db.session.scalars(directory.visible().order_by(City.name))
    return {f"{city.name}, {names.get(city.country_iso2, city.country_iso2)}": city for city in rows}


def _chosen(typed: str) -> Any:
    """The city that was typed; its name alone will do where only one has it."""
    wanted = typed.strip().casefold()
    cities = _directory()
    exact = [city for label, city in cities.items() if wanted in (label.casefold(), city.slug)]
    named = [city for city in cities.values() if city.name.casefold() == wanted]
    return exact[0] if exact else named[0] if len(named) == 1 else None
