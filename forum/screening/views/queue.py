"""The queue of the secretariat: what waits, in saved views."""

from flask import abort, request, url_for

from forum.kit.guards import signed_in, staff_only
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.recommendations.drawing import move_url, vocabulary
from forum.recommendations.queries.queue import sponsor_names
from forum.recommendations.words import SHORT
from forum.screening.queries import queue
from forum.screening.views.blueprint import blueprint


@blueprint.get("/queue", endpoint="queue")
@staff_only
def index():
    actor, view = current_actor(), request.args.get("view", "all")
    if view not in queue.VIEWS:
        abort(404)
    page, counts = queue.listing(actor, view, request.args.get("after")), queue.counts(actor)
    ids = [row.id for row in page.items]
    tabs = [
        {
            "label": label,
            "url": url_for("screening.queue", view=name),
            "current": name == view,
            "count": counts[name],
        }
        for name, label in queue.VIEWS.items()
    ]
    return render(
        "screening/queue.html",
        page=page,
        view=view,
        views=queue.VIEWS,
        short=SHORT,
        tabs_of=tabs,
        assignments=queue.assignments(ids),
        sponsors=sponsor_names(ids),
        **vocabulary(),
    )


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
