"""All numbers with their definitions, and the rows behind each of them."""

from dataclasses import dataclass
from typing import Any

from flask import abort, request

from forum.exchange import vocabulary
from forum.kit.i18n import language
from forum.kit.templating import render
from forum.reporting.numbers import ALWAYS, NUMBERS, Number, Period, counts, of_all_time, period_in
from forum.reporting.queries.numbered import rows_behind
from forum.reporting.views.blueprint import address, blueprint


@dataclass(frozen=True)
class Figure:
    """A number as it is shown: what it is, how much it is, and where its rows are."""

    number: Number
    count: int
    url: str

    @property
    def key(self) -> str:
        return self.number.key


def figures(*keys: str, period: Period = ALWAYS) -> dict[str, Figure]:
    """Several for one page, in one statement; `ui/number.html` draws them."""
    found = of_all_time(*keys) if period == ALWAYS else counts(keys, period)
    return {key: Figure(NUMBERS[key], count, NUMBERS[key].rows_url(period)) for key, count in found.items()}


@blueprint.get("/numbers")
def numbers():
    period = period_in(request.args)
    return render("reporting/numbers.html", figures=figures(*NUMBERS, period=period).values(), period=period)


@blueprint.get("/numbers/<key>")
def number(key: str):
    """Exactly the rows that the number counts."""
    found = NUMBERS.get(key) or abort(404)
    period = period_in(request.args)
    page = rows_behind(found, period, request.args.get("after"))
    count = of_all_time(key)[key] if period == ALWAYS else found.count(period)
    return render(
        "reporting/number.html",
        figure=Figure(found, count, found.rows_url(period)),
        period=period,
        page=page,
        rows=[(_title(row), address(row.kind, row.ref), row) for row in page.items],
    )


def _title(row: Any) -> str:
    return str(vocabulary.label("theme", row.title, language())) if row.kind == "theme" else row.title
