"""The front page."""

from flask import Blueprint, url_for

from forum.cities import countries
from forum.exchange import queries
from forum.kit.templating import render

blueprint = Blueprint("desk", __name__)


@blueprint.get("/")
def front():
    experiences = queries.listing("experience").items[:6]
    challenges = queries.listing("challenge").items[:6]

    def address(row):
        return url_for("exchange.show", many=f"{row.kind}s", identity=row.id)

    return render(
        "desk/front.html", experiences=experiences, challenges=challenges, address=address, countries=countries.names()
    )
