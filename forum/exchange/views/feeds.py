"""The newest experiences and challenges as Atom feeds."""

from typing import Any

from flask import request

from forum.exchange import queries
from forum.exchange.queries import Filters
from forum.exchange.views.common import KINDS, address, blueprint
from forum.kit import atom
from forum.kit.i18n import _


@blueprint.get("/experiences.atom", endpoint="experiences_feed", defaults={"many": "experiences"})
@blueprint.get("/challenges.atom", endpoint="challenges_feed", defaults={"many": "challenges"})
def feed(many: str):
    """Narrowed by the same facets as the list."""
    rows = queries.listing(KINDS[many], Filters.read(request.args), None).items
    title = _("Experiences of cities") if many == "experiences" else _("Challenges of cities")
    return atom.feed(title, f"/{many}", [_entry(row) for row in rows])


def _entry(row: Any) -> atom.Entry:
    return atom.Entry(address(row), row.title, row.published_at, author=row.city, summary=row.summary, language=row.language)
