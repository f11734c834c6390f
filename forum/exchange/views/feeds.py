"""The newest experiences and challenges as Atom feeds."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from flask import Response, request

from forum.exchange import queries
from forum.exchange.queries import Filters
from forum.exchange.views.common import KINDS, address, blueprint
from forum.kit.i18n import _
from forum.kit.security import address as full


@blueprint.get("/experiences.atom", endpoint="experiences_feed", defaults={"many": "experiences"})
@blueprint.get("/challenges.atom", endpoint="challenges_feed", defaults={"many": "challenges"})
def feed(many: str):
    """Narrowed by the same facets as the list."""
    rows = queries.listing(KINDS[many], Filters.read(request.args), None).items
    title = _("Experiences of cities") if many == "experiences" else _("Challenges of cities")
    home, updated = full(f"/{many}.atom"), rows[0].published_at.isoformat() if rows else "2000-01-01T00:00:00+00:00"
    words = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(title)}</title>'
        f'<id>{escape(home)}</id><link rel="self" href={quoteattr(home)}/><link href={quoteattr(full(f"/{many}"))}/>'
        f"<updated>{updated}</updated><author><name>{escape(_('Forum of Cities'))}</name></author>"
        + "".join(_entry(row) for row in rows)
        + "</feed>\n"
    )
    response = Response(words, mimetype="application/atom+xml")
    response.headers["Cache-Control"] = "public, max-age=300"
    response.add_etag()
    return response.make_conditional(request)


def _entry(row: Any) -> str:
    link = full(address(row))
    return (
        f"<entry><id>{escape(link)}</id><title>{escape(row.title)}</title><link href={quoteattr(link)}/>"
        f"<updated>{row.published_at.isoformat()}</updated><author><name>{escape(row.city)}</name></author>"
        f'<summary xml:lang="{escape(row.language)}">{escape(row.summary)}</summary></entry>'
    )
