"""The public register of signatures: filters in the address, counts by country and over time, a map, and tables of it."""

import datetime as dt
from collections import Counter
from dataclasses import asdict
from typing import Any

from flask import Response, g, request, url_for

from forum.cities import countries
from forum.cities.atlas.chart import chart
from forum.cities.atlas.windows import REGION
from forum.declarations.queries import registered
from forum.declarations.queries.registered import Choice
from forum.declarations.views import figures
from forum.declarations.views import register_words as words
from forum.declarations.views.blueprint import blueprint, vocabulary
from forum.kit import tables
from forum.kit.canonical import canonical_json
from forum.kit.limits import limited
from forum.kit.security import address as full_address
from forum.kit.templating import render
from forum.register.queries import newest_head

FILTERS = ("declaration", "country", "city", "kind", "method", "state", "since", "until")
HEAD = (
    "entry", "at", "act", "declaration", "title", "version", "city", "country", "holder", "office", "method", "state",
    "withdrawn at", "contested at", "leaf",
)  # fmt: skip
CROWD = 60  # cities; with more, the dots of a map are small


@blueprint.get("/register")
def register():
    choice, first = chosen(), not request.args.get("after")
    page = registered.page(choice, request.args.get("after"))
    _keep_out(page.items, choice)
    return render(
        "declarations/register/index.html",
        page=page,
        choice=choice,
        given=_given(choice),
        total=registered.total(choice),
        head=newest_head(),
        figures=_figures(choice) if first else None,
        options=_options(),
        files={kind: url_for(f"declarations.register_{kind}", **_given(choice)) for kind in ("csv", "json")},
        definition=words.definition(),
        said_in=words.said_in,
        state_of=registered.state,
        moment=words.moment,
        **naming(),
        **vocabulary(),
    )


@blueprint.get("/register/acts.csv")
@limited("60/hour")
def register_csv():
    rows = (_row(row).values() for row in registered.every(chosen()))
    response = Response(tables.to_csv(HEAD, (tuple(row) for row in rows)), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="register-of-signatures.csv"'
    return response


@blueprint.get("/register/acts.json")
@limited("60/hour")
def register_json():
    """Under the same filters; the numbers of signatures have the meaning that stands beside them."""
    choice = chosen()
    cities = registered.by_city(choice)
    data = {
        "filters": {name: str(value) for name, value in _given(choice).items()},
        "signatures_that_count": sum(city.count for city in cities),
        "meaning": words.definition(),
        "by_country": dict(_by_country(cities)),
        "by_month": {day.isoformat()[:7]: count for day, count in registered.by_month(choice).items()},
        "acts": [_row(row) for row in registered.every(choice)],
    }
    return Response(canonical_json(data), mimetype="application/json")


def naming() -> dict[str, Any]:
    """The words of acts, for templates."""
    return {
        "kind_name_of": words.kind_name,
        "method_name": words.method_name,
        "method_short": words.method_short,
        "state_name": words.state_name,
        "state_meaning": words.state_meaning,
        "who": words.who,
    }


def chosen() -> Choice:
    """What the address asks for, without what nobody can ask for."""
    args = {name: request.args.get(name, "").strip()[:80] for name in FILTERS}
    number = args["declaration"]
    return Choice(
        int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None,
        args["country"].upper() if args["country"].upper() in countries.names() else "",
        args["city"],
        args["kind"] if args["kind"] in registered.KINDS else "",
        args["method"] if args["method"] in registered.METHODS else "",
        args["state"] if args["state"] in registered.STATES else "",
        _day(args["since"]),
        _day(args["until"]),
    )


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1970 <= day.year <= 2999 else None


def _given(choice: Choice) -> dict[str, Any]:
    return {name: value for name, value in asdict(choice).items() if value}


def _figures(choice: Choice) -> dict[str, Any]:
    cities = registered.by_city(choice)
    by_country, names = _by_country(cities), countries.names()
    most = max((city.count for city in cities), default=0)
    counted = {city.id: city.count for city in cities}
    rest = {name: value for name, value in _given(choice).items() if name not in ("country", "city")}
    least, more = (5, 9) if len(cities) <= CROWD else (3, 4)
    return {
        "signatures": sum(counted.values()),
        "cities": cities,
        "counted": counted,
        "radius": lambda count: round(least + more * (count / most) ** 0.5, 1) if most > 1 else least + 1,
        "chart": chart(REGION, cities),
        "countries": [(code, names.get(code, code), count) for code, count in by_country],
        "share": figures.share,
        "columns": figures.over_time(registered.by_month(choice)),
        "rest": rest,
    }


def _by_country(cities: list[registered.Signing]) -> list[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for city in cities:
        counted[city.country_iso2] += city.count
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _options() -> dict[str, list[tuple[Any, str]]]:
    names = countries.names()
    return {
        "declaration": [(row.id, row.title) for row in registered.declarations()],
        "country": sorted(((c, names.get(c, c)) for c in registered.country_codes()), key=lambda pair: pair[1]),
        "kind": [(kind, words.kind_name(kind)) for kind in registered.KINDS],
        "method": [(method, words.method_name(method)) for method in registered.METHODS],
        "state": [(state, words.state_name(state)) for state in registered.STATES],
    }


def _keep_out(rows: Any, choice: Choice) -> None:
    """Lists under filters, and lists that show invented acts, are in no search engine."""
    g.declaration_unlisted = bool(_given(choice)) or any(row.invented for row in rows)


def _row(row: Any) -> dict[str, Any]:
    said = words.said_in(row.content)
    values = (
        row.index, row.at.isoformat(), row.kind, full_address(f"/declarations/{row.declaration_id}"), row.title, row.version,
        row.city, countries.names().get(row.country_iso2, row.country_iso2), said.get("holder", ""), said.get("office", ""),
        row.method, registered.state(row), *(m.isoformat() if m else "" for m in (row.withdrawn_at, row.contested_at)),
        row.leaf,
    )  # fmt: skip
    return dict(zip(HEAD, values, strict=True))
