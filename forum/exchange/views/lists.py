"""Lists with facets in the address, and the drafts of a city."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import current_app, request
from markupsafe import Markup

from forum.cities import countries
from forum.exchange import queries, rules
from forum.exchange.queries import Filters
from forum.exchange.views import drawing
from forum.exchange.views.common import KINDS, MANY, blueprint
from forum.exchange.vocabulary import PRINCIPLES, THEMES, goals, indicators, label
from forum.kit import phrasebook
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import language, render

MOST_OPTIONS = 12  # of a facet with many values; the rest is reached by narrowing first
SORTS = {"experience": ("newest", "adopted", "discussed"), "challenge": ("newest", "discussed")}


@blueprint.get("/experiences", endpoint="experiences", defaults={"many": "experiences"})
@blueprint.get("/challenges", endpoint="challenges", defaults={"many": "challenges"})
def index(many: str):
    kind, filters = KINDS[many], Filters.read(request.args)
    counts = queries.facet_counts(kind, filters)
    return render(
        "exchange/index.html",
        page=queries.listing(kind, filters, request.args.get("after")),
        many=many,
        path=f"/{many}",
        total=next((number for facet, _value, number in counts if facet == "all"), 0),
        groups=_facets(kind, tuple(sorted(filters.chosen.items())), filters.sort, tuple(counts), language()),
        chips=_chips(kind, filters),
        sorts=_sorts(kind, filters),
        verdict=rules.can_contribute(current_actor()),
        card=drawing.card,
    )


@lru_cache(512)
def _facets(kind: str, chosen: tuple[tuple[str, str], ...], sort: str, counts: tuple[Any, ...], spoken: str) -> Markup:
    """The same numbers look alike to every reader of a language."""
    found: dict[str, dict[str, int]] = {}
    for facet, value, number in counts:
        found.setdefault(facet, {})[value] = number
    environment = phrasebook.environment(current_app, spoken)
    macros: Any = environment.get_template("ui/parts.html").module
    return macros.facets(_groups(kind, Filters(dict(chosen), sort), found))


@blueprint.get(f"/{MANY}/drafts")
@signed_in
def drafts(many: str):
    """What a city has not published yet; only those who speak for it come here."""
    actor = current_actor()
    rows = queries.drafts_of(actor, KINDS[many])
    return render("exchange/drafts.html", rows=rows, many=many, verdict=rules.can_contribute(actor))


def _address(kind: str, filters: Filters, **changed: str) -> str:
    """The list with one thing changed; an empty value leaves it out."""
    arguments = filters.chosen | ({"sort": filters.sort} if filters.sort != "newest" else {}) | changed
    query = urlencode({name: value for name, value in arguments.items() if value and value != "newest"})
    return f"/{kind}s?{query}" if query else f"/{kind}s"


def _groups(kind: str, filters: Filters, counts: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """The facets as ui/parts.html draws them, each option with its address and number."""
    named = [
        ("theme", _("Theme"), list(THEMES)),
        ("status", _("Open or closed"), ["open", "closed"] if kind == "challenge" else []),
        ("country", _("Country"), _most(counts.get("country", {}))),
        ("sdg", _("Goal"), list(goals())),
        ("principle", _("San Marino principle"), list(PRINCIPLES)),
        ("year", _("Begun in"), sorted(counts.get("year", {}), reverse=True)[:MOST_OPTIONS]),
        ("indicator", _("U4SSC indicator"), _most(counts.get("indicator", {}))),
    ]
    return [{"label": name, "options": _options(kind, filters, facet, values, counts)} for facet, name, values in named]


def _options(kind: str, filters: Filters, facet: str, values: list[str], counts: Any) -> list[dict[str, Any]]:
    numbers, chosen = counts.get(facet, {}), filters.chosen.get(facet)
    start = _address(kind, filters, **{facet: ""})
    start += ("&" if "?" in start else "?") + facet + "="
    return [
        {
            "label": _name(facet, value),
            "url": _address(kind, filters, **{facet: ""}) if value == chosen else start + value.replace(" ", "+"),
            "current": value == chosen,
            "count": numbers[value],
        }
        for value in values
        if value in numbers
    ]


def _most(numbers: dict[str, int]) -> list[str]:
    """The most frequent values, then by name."""
    return sorted(numbers, key=lambda value: (-numbers[value], value))[:MOST_OPTIONS]


def _name(facet: str, value: str) -> str:
    if facet == "country":
        return countries.names().get(value, value)
    if facet == "status":
        return _("Closed") if value == "closed" else _("Open")
    if facet in ("theme", "sdg", "principle") or (facet == "indicator" and value in indicators()):
        return label(facet, value, language())
    return value


def _chips(kind: str, filters: Filters) -> list[dict[str, str]]:
    """What narrows the list, each with the address without it."""
    return [
        {"label": _name(facet, value), "url": _address(kind, filters, **{facet: ""})}
        for facet, value in filters.chosen.items()
    ]


def _sorts(kind: str, filters: Filters) -> list[dict[str, Any]]:
    names = {"newest": _("Newest"), "adopted": _("Most adopted"), "discussed": _("Most discussed")}
    return [
        {"label": names[sort], "url": _address(kind, filters, sort=sort), "current": sort == filters.sort}
        for sort in SORTS[kind]
    ]
