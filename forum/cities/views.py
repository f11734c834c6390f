"""The directory of cities and a city's page."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, request, url_for

from forum.cities import countries, queries
from forum.kit import panels
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from models import City
from models.base import db

blueprint = Blueprint("cities", __name__)


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


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    cities = db.session.scalars(queries.visible().where(City.id.in_(list(ids))))
    return {c.id: Subject("city", c.id, c.name, url_for("cities.city", slug=c.slug), (c.id,)) for c in cities}
