"""The queue of the secretariat: what waits, in saved views, with filters, and one read beside the others."""

import datetime as dt
from typing import Any

from flask import abort, request, url_for

from forum.cities import countries
from forum.exchange.vocabulary import THEMES
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.numbers import number
from forum.kit.templating import render
from forum.kit.text import first_large
from forum.recommendations.case import Case
from forum.recommendations.drawing import move_url, offered, stage_name, vocabulary
from forum.recommendations.queries.queue import editors, review, sponsor_names
from forum.recommendations.queries.returning import answer_days
from forum.recommendations.words import SHORT
from forum.screening.queries import queue
from forum.screening.queries.views import SHOWN, SORTS
from forum.screening.views import way
from forum.screening.views.blueprint import blueprint
from models.recommendation import Stage


@blueprint.get("/queue", endpoint="queue")
@staff_only
def index():
    if (request.args.get("view") or "all") not in queue.VIEWS:
        abort(404)
    actor, view, chosen, sort = current_actor(), way.view() or "all", way.chosen(), way.sort()
    page = queue.listing(actor, view, request.args.get("after"), chosen, sort)
    ids = [row.id for row in page.items]
    opened = request.args.get("open", "")
    return render(
        "screening/queue.html",
        page=page,
        view=view,
        chosen=chosen,
        sort=sort,
        sorts=SORTS,
        views=queue.VIEWS,
        short=SHORT,
        tabs_of=_tabs(actor, view, chosen, sort),
        filters=_filters(actor),
        assignments=queue.assignments(ids),
        answer_days=_answer_days(page.items),
        sponsors=sponsor_names(ids),
        tags=queue.tags(ids),
        read=_read(review(actor, found) if (found := number(opened)) else None),
        opened=opened,
        editors=editors(frozenset()),
        move_url=move_url,
        here=request.full_path.rstrip("?"),
        **vocabulary(),
    )


def _answer_days(rows: list[Any]) -> dict[int, dt.date]:
    """By when those who are asked answer; asked for only where something is with them."""
    returned = [row.id for row in rows if row.stage == Stage.RETURNED]
    return answer_days(returned) if returned else {}


def _tabs(actor: Any, view: str, chosen: dict[str, str], sort: str) -> list[dict[str, Any]]:
    counts = queue.counts(actor, chosen)
    kept = chosen | ({"sort": sort} if sort != "due" else {})
    return [
        {
            "label": label,
            "url": url_for("screening.queue", view=name, **kept),
            "current": name == view,
            "count": counts[name],
        }
        for name, label in queue.VIEWS.items()
    ]


def _filters(actor: Any) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(name in the address, label, what can be chosen)."""
    found, names = queue.options(actor), countries.names()
    named = {
        "country": lambda value, _name: names.get(value, value),
        "theme": lambda value, _name: str(THEMES.get(value, value)),
    }
    labels = (
        ("body", _("Body")),
        ("country", _("Country")),
        ("theme", _("Theme")),
        ("tag", _("Tag")),
        ("assignee", _("Screened by")),
    )
    lists = [
        (kind, label, [(value, named.get(kind, lambda _v, name: name)(value, name)) for value, name in found.get(kind, [])])
        for kind, label in labels
    ]
    return [*lists, ("stage", _("Stage"), [(str(stage), first_large(stage_name(stage))) for stage in SHOWN])]


def _read(case: Case | None) -> dict[str, Any] | None:
    """What the reading pane shows of one."""
    return {"case": case, "offers": offered(case, current_actor()), "move_url": move_url} if case else None


@blueprint.get("/queue/<int:identity>/reading")
@staff_only
def reading(identity: int):
    """The part beside the table; the whole queue with it where the address is opened by itself."""
    case = review(current_actor(), identity)
    if case is None:
        abort(404)
    return render("screening/_reading.html", read=_read(case), view=way.view() or "all", **vocabulary())


@blueprint.get("/clearance")
@signed_in
def to_clear():
    """The Bureau's list; for others there is no such page."""
    actor = current_actor()
    if not actor.is_bureau:
        abort(404)
    page = queue.to_clear(actor, request.args.get("after"))
    names = sponsor_names([row.id for row in page.items])
    return render("screening/clearance.html", page=page, sponsors=names, move_url=move_url, **vocabulary())
