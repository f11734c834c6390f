"""The search page, and what pickers ask while somebody types."""

from typing import Any

from flask import Blueprint, jsonify, request, url_for

from forum.cities import countries
from forum.kit.i18n import _, _l
from forum.kit.identity import current_actor
from forum.kit.preferences import LANGUAGES
from forum.kit.templating import render
from forum.search import queries

blueprint = Blueprint("search", __name__)
KINDS = {
    "experience": _l("Experience"),
    "challenge": _l("Challenge"),
    "declaration": _l("Declaration"),
    "recommendation": _l("Recommendation"),
    "city": _l("City"),
    "comment": _l("Comment"),
}
FACETS = {"kind": _l("Kind"), "country": _l("Country"), "language": _l("Language")}


@blueprint.get("/search")
def index():
    text = request.args.get("q", "")
    chosen = {name: value for name in FACETS if (value := request.args.get(name, "")[:40])}
    found = queries.find(current_actor(), text, chosen, request.args.get("after"))
    return render(
        "search/index.html",
        found=found,
        chosen=chosen,
        groups=_groups(found, chosen),
        kind_name=lambda kind: KINDS[kind],
        country_name=countries.names().get,
        next_url=_address(chosen, after=found.next_token) if found.next_token else None,
        previous_url=_address(chosen) if request.args.get("after") else None,
        address=_address,
    )


@blueprint.get("/search/suggest")
def suggest():
    """JSON for pickers: things by the beginning of a word of their title; `kind` may be given more than once."""
    kinds = [kind for kind in request.args.getlist("kind") if kind in KINDS]
    rows = queries.suggest(current_actor(), request.args.get("q", ""), kinds)
    return jsonify(
        [
            {
                "kind": row.kind,
                "id": row.thing_id,
                "title": row.title,
                "url": row.url,
                "label": str(KINDS[row.kind]),
                "city": row.city or "",
            }
            for row in rows
        ]
    )


def _groups(found: queries.Findings, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """The facets as links: choosing one keeps the others, choosing it again lets it go."""
    names: dict[str, Any] = {"kind": KINDS, "country": countries.names(), "language": dict(LANGUAGES)}
    groups = []
    for facet, label in FACETS.items():
        counts = dict(found.facets.get(facet, []))
        if chosen.get(facet):
            counts.setdefault(chosen[facet], 0)
        options = []
        for value, count in counts.items():
            current = chosen.get(facet) == value
            rest = {name: other for name, other in chosen.items() if name != facet}
            options.append(
                {
                    "label": str(names[facet].get(value, value)),
                    "count": count if count <= queries.COUNTED else _("more than %(count)s", count=queries.COUNTED),
                    "url": _address(rest if current else rest | {facet: value}),
                    "current": current,
                }
            )
        if len(options) > 1 or chosen.get(facet):
            groups.append({"label": label, "options": options})
    return groups


def _address(chosen: dict[str, str], **more: Any) -> str:
    return url_for("search.index", **({"q": request.args.get("q", "")} | chosen | more))
