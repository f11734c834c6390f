"""The directory of cities and a city's page."""

from flask import abort, request

from forum.cities import countries
from forum.cities.queries import directory as queries
from forum.cities.views.common import blueprint
from forum.kit import panels
from forum.kit.identity import current_actor
from forum.kit.templating import render


@blueprint.get("/cities")
def index():
    country = request.args.get("country")
    page = queries.directory(country, request.args.get("after"))
    return render("cities/index.html", page=page, countries=countries.names(), country=country)


@blueprint.get("/cities/<slug>")
def city(slug: str):
    found = queries.get(slug)
    if found is None:
        abort(404)
    sections = panels.draw("city", current_actor(), found)
    mandates = queries.mandates(found)
    return render("cities/city.html", city=found, mandates=mandates, sections=sections, countries=countries.names())
