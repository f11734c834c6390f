"""What left the forum and what came back: as an Atom feed, and as a table."""

from collections.abc import Iterator
from typing import Any

from flask import Response, request, stream_with_context, url_for
from sqlalchemy import select

from forum.kit import atom, tables
from forum.kit.i18n import _
from forum.kit.security import address as full_address
from forum.recommendations.case import reference
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.queries.answers import Told, told_of
from forum.recommendations.views.blueprint import address, blueprint, stage_name
from forum.recommendations.words import VERBS
from models import LedgerEvent
from models.base import db

FEED_VERBS = ("recommendation.forwarded", "recommendation.considered", "recommendation.disposed", "recommendation.closed")
MOST_ROWS, BATCH = 10_000, 500


@blueprint.get("/recommendations.atom")
def feed():
    statement = select(LedgerEvent).where(LedgerEvent.verb.in_(FEED_VERBS), LedgerEvent.public)
    events = list(db.session.scalars(statement.order_by(LedgerEvent.id.desc()).limit(30)))
    title, page = _("Recommendations of cities and their answers"), url_for("recommendations.index")
    return atom.feed(title, page, [_entry(event) for event in events])


@blueprint.get("/recommendations.csv")
def table():
    """The public list under the same choices as the page; the same table for everybody."""
    head = [
        _("Reference"), _("Title"), _("Body"), _("Lead city"), _("Country"), _("Cities"), _("Stage"), _("Submitted"),
        _("Forwarded"), _("Bodies that answered"), _("Answered"), _("Verb"), _("Symbol"), _("Paragraph"), _("Address"),
    ]  # fmt: skip
    lines = _lines(request.args.to_dict())
    response = Response(stream_with_context(tables.pieces(head, lines)), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=recommendations.csv"
    return response


def _lines(chosen: dict[str, str]) -> Iterator[list[Any]]:
    after = None
    for _part in range(MOST_ROWS // BATCH):
        found = reading.public_rows(chosen, after, BATCH)
        ids = [row.id for row in found.items]
        answers, counts = told_of(ids), reading.sponsor_counts(ids)
        lines = [_cells(row, answers.get(row.id, Told()), counts.get(row.id, 0)) for row in found.items]
        db.session.rollback()  # a slow reader holds no transaction, and no rows that were sent
        yield from lines
        if (after := found.next_token) is None:
            return


def _cells(row: Any, told: Told, cities: int) -> list[Any]:
    answer = told.newest
    return [
        reference(row), row.title, "; ".join(told.bodies) or row.body.name,
        row.lead_city.name, row.lead_city.country_iso2, cities,
        stage_name(row.stage), row.submitted_at.date(), row.public_at.date(), f"{told.answered}/{len(told.bodies)}",
        *((answer.decided_on, VERBS[answer.verb], answer.symbol, answer.paragraph) if answer else ("",) * 4),
        full_address(address(row)),
    ]  # fmt: skip


def _entry(event: Any) -> atom.Entry:
    names = {
        "recommendation.forwarded": _("Forwarded: %(title)s"),
        "recommendation.considered": _("Considered: %(title)s"),
        "recommendation.disposed": _("Answered: %(title)s"),
        "recommendation.closed": _("Closed: %(title)s"),
    }
    symbol = f" ({event.data['symbol']})" if event.data.get("symbol") else ""
    page = url_for("recommendations.recommendation", identity=event.subject_id)
    return atom.Entry(page, names[event.verb] % {"title": event.title} + symbol, event.at, f"event-{event.id}")
