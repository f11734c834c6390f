"""A city's page: who speaks for it, where it lies, and what other features add to it."""

from flask import abort

from forum.accounts.actor import in_force
from forum.accounts.rules.delegation import in_words
from forum.cities import countries
from forum.cities.atlas.chart import locator
from forum.cities.queries import directory as queries
from forum.cities.views.common import blueprint
from forum.kit import clock, panels
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import number, render
from models import City


@blueprint.get("/cities/<slug>")
def city(slug: str):
    found = queries.get(slug) or abort(404)
    actor, day = current_actor(), clock.today()
    mandates = queries.mandates(found)
    return render(
        "cities/city.html",
        city=found,
        country=countries.name(found.country_iso2),
        present=[m for m in mandates if in_force(m, day)],
        coming=[m for m in mandates if m.starts_on > day and not m.ended_at],
        past=[m for m in mandates if not in_force(m, day) and m.starts_on <= day],
        acts=panels.draw("city-acts", actor, found),
        delegated=in_words,
        sections=panels.draw("city", actor, found),
        chart=locator(found),
        where=coordinates(found),
    )


def coordinates(found: City) -> str:
    """ "41.55° N, 8.42° W"."""
    latitude, longitude = abs(round(found.latitude, 2)), abs(round(found.longitude, 2))
    north = _("%(degrees)s° N") if found.latitude >= 0 else _("%(degrees)s° S")
    east = _("%(degrees)s° E") if found.longitude >= 0 else _("%(degrees)s° W")
    return f"{north % {'degrees': number(latitude)}}, {east % {'degrees': number(longitude)}}"
