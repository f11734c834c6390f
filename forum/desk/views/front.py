"""The front page: what the forum is, what happens now, what came back, and where to begin."""

from typing import Any

from flask import url_for
from markupsafe import Markup

from forum.cities import countries
from forum.cities.atlas.chart import chart
from forum.cities.atlas.windows import REGION
from forum.cities.queries.directory import outlines
from forum.declarations import workflow
from forum.declarations.queries.lists import open_for_signature
from forum.desk import words
from forum.desk.queries import front as queries
from forum.desk.views.blueprint import blueprint
from forum.exchange.queries import Filters, listing
from forum.kit import clock
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.reporting.numbers import ALWAYS, NUMBERS, of_all_time

WAY = ("experiences", "declarations", "signatures", "forwarded", "answered")  # the links of the chain
SHOWN = ("cities", *WAY)


@blueprint.get("/")
def front():
    declarations, cities = open_for_signature(4), outlines()
    return render(
        "desk/front.html",
        declarations=[(row, _left(row)) for row in declarations],
        signatories=queries.signatories(row.id for row in declarations),
        in_work=queries.in_work(current_actor()),
        stage_names=workflow.LABELS,
        stage_meaning=workflow.meaning,
        answers=[(one, _sentence(one)) for one in queries.answers()],
        experiences=listing("experience", size=5).items,
        challenges=listing("challenge", Filters({"status": "open"}), size=4).items,
        numbers=numbers(),
        chart=chart(REGION, cities),
        states=len({city.country_iso2 for city in cities}),
        countries=countries.names(),
    )


def numbers() -> dict[str, Any]:
    """How many cities, and how much of each link of the chain, as everybody may count it, with the address of the rows."""
    return {key: (NUMBERS[key], count, NUMBERS[key].rows_url(ALWAYS)) for key, count in of_all_time(*SHOWN).items()}


def _left(declaration: Any) -> tuple[int, str]:
    span = declaration.signing_ends_at - clock.now()
    return words.left(span.days, span.seconds // 3600)


def _sentence(one: queries.Answered) -> Markup:
    row = one.recommendation
    link = Markup('<a href="{}">{}</a>').format(url_for("recommendations.recommendation", identity=row.id), row.title)
    return words.answered(one.answer.verb, one.body, link, words.and_others(row.lead_city.name, one.sponsors - 1))
