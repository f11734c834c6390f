"""What left the forum and what came back: as an Atom feed, and as a table."""

import csv
import io
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from flask import Response, request, url_for
from sqlalchemy import select

from forum.kit.i18n import _
from forum.kit.security import address as full_address
from forum.kit.sheets import inert
from forum.recommendations.case import reference
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.views.blueprint import address, blueprint, stage_name
from forum.recommendations.words import VERBS
from models import LedgerEvent
from models.base import db

FEED_VERBS = ("recommendation.forwarded", "recommendation.considered", "recommendation.disposed", "recommendation.closed")
MOST_ROWS = 10_000


@blueprint.get("/recommendations.atom")
def feed():
    statement = select(LedgerEvent).where(LedgerEvent.verb.in_(FEED_VERBS), LedgerEvent.public)
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


@blueprint.get("/recommendations.csv")
def table():
    """The public list under the same choices as the page; the same table for everybody."""
    rows = reading.public_rows(request.args.to_dict(), MOST_ROWS)
    ids = [row.id for row in rows]
    answers, counts = reading.dispositions(ids), reading.sponsor_counts(ids)
    sheet = io.StringIO()
    write = csv.writer(sheet)
    write.writerow(
        [
            _("Reference"),
            _("Title"),
            _("Body"),
            _("Lead city"),
            _("Country"),
            _("Cities"),
            _("Stage"),
            _("Submitted"),
            _("Forwarded"),
            _("Answered"),
            _("Verb"),
            _("Symbol"),
            _("Paragraph"),
            _("Address"),
        ]
    )
    for row in rows:
        write.writerow([inert(cell) for cell in _cells(row, answers.get(row.id), counts.get(row.id, 0))])
    response = Response("\ufeff" + sheet.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=recommendations.csv"
    return response


def _cells(row: Any, answer: Any, cities: int) -> list[Any]:
    return [
        reference(row), row.title, row.body.name, row.lead_city.name, row.lead_city.country_iso2, cities,
        stage_name(row.stage), row.submitted_at.date(), row.public_at.date(),
        *((answer.decided_on, VERBS[answer.verb], answer.symbol, answer.paragraph) if answer else ("",) * 4),
        full_address(address(row)),
    ]  # fmt: skip


def _entry(event: Any) -> str:
    link = full_address(url_for("recommendations.recommendation", identity=event.subject_id))
    names = {
        "recommendation.forwarded": _("Forwarded: %(title)s"),
        "recommendation.considered": _("Considered: %(title)s"),
        "recommendation.disposed": _("Answered: %(title)s"),
        "recommendation.closed": _("Closed: %(title)s"),
    }
    title = names[event.verb] % {"title": event.title}
    symbol = f" ({event.data['symbol']})" if event.data.get("symbol") else ""
    return (
        f"<entry><id>{escape(link)}#event-{event.id}</id><title>{escape(title + symbol)}</title>"
        f"<link href={quoteattr(link)}/><updated>{event.at.isoformat()}</updated></entry>"
    )
