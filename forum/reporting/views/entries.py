"""Recommendations for programs: what each asks, what each body answered to which ask, and how far it has come."""

from collections.abc import Iterator
from typing import Any

from forum.kit.security import address as full
from forum.recommendations.case import reference
from forum.recommendations.queries.recommendations import sponsor_counts
from forum.reporting.queries import tracker
from forum.reporting.queries.stories import told
from forum.reporting.stories import Story
from forum.reporting.views.blueprint import address


def entries(rows: list[Any], follow_up: bool = True) -> Iterator[dict[str, Any]]:
    """In the order of the rows, with what everybody may read; the names of the fields do not change."""
    ids = [row.id for row in rows]
    counts, themes, asks = sponsor_counts(ids), tracker.themes_of(ids), tracker.asks_of(ids)
    for story in told(rows, sources=False, aftermath=follow_up):
        row = story.row
        asked = asks.get(row.id, [])
        yield {
            "id": row.id,
            "reference": reference(row),
            "title": row.title,
            "language": row.language,
            "stage": row.stage,
            "lead_city": row.lead_city.name,
            "country": row.lead_city.country_iso2,
            "cities": counts.get(row.id, 0),
            "themes": themes.get(row.id, []),
            "year": row.year or None,
            "submitted_on": row.submitted_at.date().isoformat() if row.submitted_at else None,
            "forwarded_on": row.public_at.date().isoformat(),
            "asks": [{"number": a.number, "verb": a.verb, "text": a.text, "of_whom": a.of_whom} for a in asked],
            "bodies": _bodies(story, {a.id: a.number for a in asked}),
            "follow_up": _follow_up(story),
            "url": full(address("recommendation", row.id)),
        }


def _bodies(story: Story, numbers: dict[int, int]) -> list[dict[str, Any]]:
    return [
        {
            "name": way.path.body.name,
            "session": way.path.session.name if way.path.session else "",
            "stage": way.path.stage,
            "answers": [
                {
                    "ask": numbers.get(answer.ask_id) if answer.ask_id else None,  # none: all of them
                    "verb": answer.verb,
                    "symbol": answer.symbol,
                    "paragraph": answer.paragraph,
                    "text": answer.text,
                    "reason": answer.reason,
                    "decided_on": answer.decided_on.isoformat(),
                    "url": answer.url,
                }
                for answer in sorted(way.answers, key=lambda one: (numbers.get(one.ask_id or 0, 0), one.id))
            ],
        }
        for way in story.ways
    ]


def _follow_up(story: Story) -> dict[str, Any]:
    """The newest report, the milestones, and the cities that say they do it now."""
    reports = [one for one in story.after if one.kind == "report"]
    newest = max(reports, key=lambda one: one.id, default=None)
    return {
        "percent": newest.percent if newest else None,
        "reported_on": _day(newest.on) if newest else None,
        "review_on": _day(story.row.review_on),
        "milestones": [{"text": one.text, "reached_on": _day(one.on)} for one in story.after if one.kind == "milestone"],
        "cities_acting": [one.city for one in story.after if one.kind == "undertaking"],
    }


def _day(on: Any) -> str | None:
    return on.isoformat() if on else None
