"""What left the forum and what came back, as an Atom feed."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from flask import Response, url_for
from sqlalchemy import select

from forum.kit.i18n import _
from forum.kit.security import address as full_address
from forum.recommendations.views.blueprint import blueprint
from models import LedgerEvent
from models.base import db

VERBS = {"recommendation.forwarded": "Forwarded", "recommendation.disposed": "Answered"}


@blueprint.get("/recommendations/feed.atom")
def feed():
    statement = select(LedgerEvent).where(LedgerEvent.verb.in_(list(VERBS)), LedgerEvent.public)
    events = list(db.session.scalars(statement.order_by(LedgerEvent.id.desc()).limit(30)))
    home = full_address(url_for("recommendations.feed"))
    updated = events[0].at.isoformat() if events else "2000-01-01T00:00:00+00:00"
    head = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(_('Recommendations of cities and their answers'))}</title><id>{escape(home)}</id>"
        f'<link rel="self" href={quoteattr(home)}/><updated>{updated}</updated>'
        f"<author><name>{escape(_('Forum of Cities'))}</name></author>"
    )
    return Response(head + "".join(_entry(event) for event in events) + "</feed>", mimetype="application/atom+xml")


def _entry(event: Any) -> str:
    link = full_address(url_for("recommendations.recommendation", identity=event.subject_id))
    word = _("Forwarded") if event.verb == "recommendation.forwarded" else _("Answered")
    symbol = f" ({event.data['symbol']})" if event.data.get("symbol") else ""
    return (
        f"<entry><id>{escape(link)}#event-{event.id}</id><title>{escape(f'{word}: {event.title}{symbol}')}</title>"
        f"<link href={quoteattr(link)}/><updated>{event.at.isoformat()}</updated></entry>"
    )
