"""Parts of pages of bodies, sessions and the review: what stands before them."""

from typing import Any

from flask import request
from flask_babel import get_locale

from forum.bodies.words import FITS
from forum.kit import clock
from forum.kit.templating import link, render
from forum.recommendations.likeness import alike
from forum.recommendations.queries.answers import told_of
from forum.recommendations.queries.before import before, fits, of_session, to_come
from forum.recommendations.queries.recommendations import sponsor_counts
from forum.recommendations.rules.joining import JOINABLE
from forum.recommendations.rules.readers import IN_REVIEW
from forum.recommendations.rules.sponsors import can_begin
from forum.recommendations.views.blueprint import vocabulary
from forum.recommendations.words import told_sentence


def body(_actor: Any, thing: Any) -> str:
    """The recommendations before a body, page by page."""
    page = before(thing, request.args.get("after"))
    ids = [row.id for row in page.items]
    return render(
        "recommendations/_before.html",
        page=page,
        counts=sponsor_counts(ids),
        answers=told_of(ids),
        told_sentence=told_sentence,
        **vocabulary(),
    )


def session(actor: Any, thing: Any) -> str:
    """What is before a session; for reviewers also what could still come, and as what."""
    over = thing.ends_on < clock.today()
    return render(
        "recommendations/_session.html",
        rows=of_session(thing),
        coming=to_come(actor, thing) if actor.is_staff and not over else [],
        fit_names=FITS,
        **vocabulary(),
    )


def review(_actor: Any, thing: Any) -> str:
    """Of one that is in the review: what it can still be for the sessions to come of the bodies that it asks."""
    row = getattr(thing, "row", thing)
    if row.stage not in IN_REVIEW:
        return ""
    asked = [(one.body, fits(row, one.body_id)) for one in getattr(thing, "addressees", [])]
    return render("recommendations/_sessions.html", bodies=asked or [(row.body, fits(row, row.body_id))], fit_names=FITS)


def begin(actor: Any, thing: Any) -> str:
    """From an experience or a challenge that everybody reads, for those who may begin a recommendation."""
    if thing.state != "published" or not can_begin(actor):
        return ""
    return render("recommendations/_begin.html", url=link("recommendations.new", **{thing.kind: thing.id}), kind=thing.kind)


def alike_in_review(actor: Any, thing: Any) -> str:
    """What asks the same, for those who screen it, with the way to a merger."""
    if not hasattr(thing, "evidence") or thing.row.stage not in IN_REVIEW:
        return ""
    return draw_alike(thing, actor, True)


def draw_alike(thing: Any, actor: Any, reviewing: bool = False) -> str:
    """`reviewing` offers the merger; before a submission cities are offered to join, or to follow what is public."""
    return render(
        "recommendations/_alike.html",
        case=thing,
        found=alike(actor, thing),
        reviewing=reviewing,
        reads=str(get_locale() or "en"),
        merge_url=link("recommendations.merger", identity=thing.id) if reviewing else "",
        joinable=JOINABLE,
        **vocabulary(),
    )
