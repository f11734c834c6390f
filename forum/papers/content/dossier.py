"""What a dossier holds: the recommendations that were forwarded to a session, in the order of its agenda."""

from collections.abc import Iterable
from typing import Any

from forum.kit.clock import FORUM_ZONE
from forum.kit.security import address
from forum.papers.content.fragments import fragments
from forum.papers.queries.forwarded import Forwarded
from forum.recommendations.case import reference
from models import Evidence

Entry = dict[str, Any]


def entries(found: Iterable[Forwarded]) -> list[Entry]:
    return [entry(one) for one in found]


def entry(one: Forwarded) -> Entry:
    """All that is printed of one recommendation."""
    row, path = one.row, one.path
    return {
        "id": row.id,
        "path": path.id,
        "item": _item(one),
        "reference": reference(row),
        "title": row.title,
        "url": address(f"/recommendations/{row.id}"),
        "language": row.language,
        "languages": path.languages.split(),
        "lead": row.lead_city.name,
        "sponsors": [{"city": s.city.name, "country": s.city.country_iso2} for s in one.sponsors],
        "asks": [
            {"number": ask.number, "verb": ask.verb, "of_whom": ask.of_whom, "words": fragments(ask.html)}
            for ask in one.asks
        ],
        "why": fragments(row.why_html),
        "costs": fragments(row.costs_html),
        "cover_note": path.cover_note,
        "themes": one.themes,
        "evidence": [_evidence(cited) for cited in one.evidence],
        "forwarded_on": path.forwarded_at.astimezone(FORUM_ZONE).date().isoformat() if path.forwarded_at else "",
        "invented": row.invented,
    }


def _item(one: Forwarded) -> Entry:
    """Empty for one that stands under no item."""
    if one.item is None:
        return {}
    return {"position": one.item.position, "number": one.item.number, "title": one.item.title}


def _evidence(cited: Evidence) -> Entry:
    """As it was cited; who reads on finds the page of what was cited."""
    url = ""
    if cited.kind == "experience" and cited.experience_id:
        url = address(f"/experiences/{cited.experience_id}")
    elif cited.kind == "clause" and cited.declaration_id:
        url = address(f"/declarations/{cited.declaration_id}/clauses/{cited.clause_uid}")
    return {"kind": cited.kind, "label": cited.label, "quote": cited.quote, "note": cited.note, "url": url}


def grouped(found: Iterable[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """(agenda item, its recommendations) in the order of the agenda; those under no item last, with an empty one."""
    groups: dict[int | None, tuple[Entry, list[Entry]]] = {}
    for one in found:
        groups.setdefault(one["item"].get("position"), (one["item"], []))[1].append(one)
    return [groups[key] for key in sorted(groups, key=lambda position: (position is None, position or 0))]
