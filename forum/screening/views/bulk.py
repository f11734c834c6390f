"""One act on all that were chosen in the queue, and the way back from acts of the desk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit import clock, dates
from forum.kit.forms import Form, undirected
from forum.kit.guards import staff_only
from forum.kit.i18n import _, _n
from forum.kit.identity import current_actor
from forum.kit.numbers import number
from forum.kit.toasts import done
from forum.kit.verdict import Refused, refuse
from forum.recommendations.case import Case
from forum.recommendations.queries.queue import editors
from forum.screening.operations import acts, bulk, undo
from forum.screening.views.blueprint import blueprint
from models import ReviewUndo
from models.base import db


@blueprint.post("/queue/bulk", endpoint="bulk")
@staff_only
def many():
    """Those that were refused are named with the reason; the others are done."""
    actor, name = current_actor(), request.form.get("act", "")
    ids = [found for value in request.form.getlist("ids") if (found := number(value))]
    if not Form().validate_on_submit():
        abort(400)
    if not ids:
        raise Refused(refuse(_("Nothing was chosen."), _("Tick the recommendations first.")))
    outcome = bulk.bulk(actor, name, ids, _what(name, actor))
    if outcome.entries:
        count = len(outcome.entries)
        sentence = _n("Done with one recommendation.", "Done with %(num)s recommendations.", count)
        done(sentence, undo_url(outcome.undo))
    for title, reason in outcome.refused:
        flash(_("Not done: %(title)s. %(reason)s", title=title, reason=reason))
    return redirect(_back(), 303)


def _what(name: str, actor: Any) -> Callable[[Case], dict[str, Any]]:
    word = undirected(request.form.get("word"))
    if name == "assign":
        assignee, day = request.form.get("assignee", ""), _day("assigned_due_on")
        chosen = next((person for person in editors(frozenset()) if str(person.id) == assignee), None)
        if chosen is None:
            raise Refused(refuse(_("Choose who screens them.")))
        return lambda case: acts.assign(case, actor, chosen, day)
    if name == "due":
        day = _day("due_on")
        return lambda case: acts.set_due(case, actor, day)
    if name not in ("tag", "untag"):
        abort(404)
    if not word:
        raise Refused(refuse(_("Write the tag first.")))
    return lambda case: (acts.tag if name == "tag" else acts.untag)(case, actor, word)


def _day(name: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        raise Refused(refuse(_("Give the day by which they are screened."))) from None
    if not dates.sensible(day):
        raise Refused(refuse(_("Check the day.")))
    if day < clock.today():
        raise Refused(refuse(_("This day has passed; choose a later one.")))
    return day


def _back() -> str:
    """The queue as it was, with its view and filters; never another site."""
    here = request.form.get("here", "")
    good = here.startswith("/queue") and "\\" not in here and here.isprintable()
    return here if good else url_for("screening.queue")


def undo_url(row: ReviewUndo | None) -> str | None:
    return url_for("screening.undone", identity=row.id) if row else None


@blueprint.post("/queue/undo/<int:identity>")
@staff_only
def undone(identity: int):
    row, actor = db.session.get(ReviewUndo, identity), current_actor()
    if row is None or row.person_id != actor.person_id:
        abort(404)
    count = undo.undo(row, actor)
    flash(_n("Taken back.", "Taken back for %(num)s recommendations.", count))
    only = row.before[0]["id"] if count == 1 else None
    return redirect(url_for("screening.review", identity=only) if only else url_for("screening.queue"), 303)


def before(case: Case) -> dict[str, Any]:
    return undo.as_it_stood(case)


def after(case: Case, actor: Any, move: str, kept: dict[str, Any]) -> str | None:
    """Acts on the page of a move that have not left the house: assigning, and what waits for a second person."""
    if move in ("assign", "reassign"):
        return undo_url(undo.remember(actor, "assign", [acts.left_by(case, kept)]))
    if move in ("prepare_forwarding", "prepare_not_forwarding") and case.pending:
        entry = {"id": case.id, "turn": case.row.turn, "forwarding_id": case.pending.id}
        return undo_url(undo.remember(actor, "prepare", [entry]))
    return None
