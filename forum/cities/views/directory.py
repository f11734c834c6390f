"""The directory of cities, with its facets and its map."""

from typing import Any

from flask import request, url_for

from forum.cities import countries, facets
from forum.cities.atlas.chart import chart
from forum.cities.atlas.windows import EUROPE, REGION, WINDOWS
from forum.cities.queries import directory as queries
from forum.cities.views.common import blueprint
from forum.kit.i18n import _
from forum.kit.templating import render

FACETS = ("q", "country", "has", "since", "sort", "view")


@blueprint.get("/cities")
def index():
    choice, names = chosen(), countries.names()
    sort = request.args.get("sort", "name") if request.args.get("sort") in queries.SORTS else "name"
    view = WINDOWS.get(request.args.get("view", ""), REGION)
    named = queries.outlines(choice.words)
    matching = [city for city in named if choice.fits(city)]
    return render(
        "cities/index.html",
        page=queries.page(choice, sort, request.args.get("after")),
        short={city.id: city for city in matching},
        total=len(matching),
        choice=choice,
        groups=facets.groups(named, choice, address),
        by_country=facets.countries(named, choice, names),
        filtered=[facet for facet in FACETS[:4] if request.args.get(facet)],
        sorts=[{"label": label, "url": address(sort=key), "current": sort == key} for key, label in _sorts()],
        views=[{"label": label, "url": address(view=w.name), "current": view is w} for w, label in _views()],
        chart=chart(view, matching),
        countries=names,
    )


def chosen() -> queries.Choice:
    """What the address asks for, without what nobody can ask for."""
    args = request.args
    has, since = args.get("has", ""), args.get("since", "")
    return queries.Choice(
        args.get("q", "").strip()[:100],
        args.get("country", "").upper(),
        has if has in queries.HAS else "",
        int(since) if since.isdecimal() and 1900 < int(since) < 3000 else None,
    )


def address(**changed: Any) -> str:
    """The present address with one facet set, or taken out where it is None; from the first page on."""
    kept = {facet: request.args[facet] for facet in FACETS if request.args.get(facet)} | changed
    return url_for("cities.index", **{k: v for k, v in kept.items() if v is not None})


def _sorts() -> list[tuple[str, str]]:
    return [("name", _("By name")), ("population", _("Largest first")), ("activity", _("Newest activity first"))]


def _views() -> list[tuple[Any, str]]:
    return [(REGION, _("Whole region")), (EUROPE, _("Europe"))]
