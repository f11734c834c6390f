"""The inbox: what concerns the reader, by day, what is unread first to the eye."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit import clock, subjects
from forum.kit.guards import signed_in
from forum.kit.i18n import _, _l
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import longdate, reader_zone, render
from forum.notifications import asking, operations, queries, reasons, wording
from forum.notifications.views.blueprint import blueprint
from models import Notification

NAMES = {"all": _l("All"), "asks": _l("Asks something"), "unread": _l("Unread")}


@dataclass(frozen=True)
class Line:
    """A notice as the page draws it."""

    notice: Notification
    before: str
    title: str
    after: str
    reason: str
    asked: str
    subject: Subject | None


@blueprint.get("/inbox")
@signed_in
def inbox():
    actor = current_actor()
    chosen = request.args.get("show", "all")
    chosen = chosen if chosen in queries.FILTERS else "all"
    page = queries.inbox(actor, request.args.get("after"), chosen)
    unread, asks = queries.unread(actor)
    counts = {"all": None, "asks": asks, "unread": unread}
    tabs = [
        {"label": label, "url": url_for("notifications.inbox", show=name), "current": name == chosen, "count": counts[name]}
        for name, label in NAMES.items()
    ]
    return render(
        "notifications/inbox.html", page=page, days=_days(page.items), tabs=tabs, chosen=chosen, unread_count=unread
    )


@blueprint.post("/inbox/reading")
@signed_in
def read_all():
    operations.mark_read(current_actor().person_id)
    return redirect(url_for("notifications.inbox"), 303)


@blueprint.post("/inbox/<int:identity>/reading")
@signed_in
def reading(identity: int):
    """Marks one notice as read and leads to the thing it is about; with `stay` back to the inbox, `unread` undoes it."""
    actor, notice = current_actor(), _found(identity)
    if request.form.get("unread"):
        operations.mark_unread(actor.person_id, identity)
        return redirect(_back(), 303)
    operations.mark_read(actor.person_id, identity)
    if request.form.get("stay"):
        return redirect(_back(), 303)
    subject = subjects.find(notice.event.subject_kind, notice.event.subject_id, actor)
    if subject is None:
        flash(_("This is no longer open to you."))
    return redirect(_place(notice, subject) if subject else url_for("notifications.inbox"), 303)


@blueprint.post("/inbox/<int:identity>/muting")
@signed_in
def muting(identity: int):
    actor, notice = current_actor(), _found(identity)
    subject = subjects.find(notice.event.subject_kind, notice.event.subject_id, actor)
    if subject is None:
        abort(404)
    operations.mute(actor, subject)
    flash(_("You hear no more of “%(title)s”, except when it asks something of you.", title=subject.title))
    return redirect(_back(), 303)


def _found(identity: int) -> Notification:
    return queries.get(current_actor(), identity) or abort(404)


def _back() -> str:
    shown = request.form.get("show", "")
    return url_for("notifications.inbox", show=shown if shown in queries.FILTERS[1:] else None)


def _place(notice: Notification, subject: Subject) -> str:
    """Talk leads to the comment, anything else to the thing."""
    comment_id = notice.event.data.get("comment_id")
    if comment_id and notice.event.verb.startswith("comment."):
        return url_for("discussion.permalink", identity=comment_id)
    return subject.url


def _days(notices: Any) -> list[tuple[str, list[Line]]]:
    """(name of the day in the reader's zone, its lines); one load for each kind of thing."""
    actor, zone = current_actor(), reader_zone()
    found = subjects.find_many([(n.event.subject_kind, n.event.subject_id) for n in notices], actor)
    lines = [
        Line(
            notice,
            *wording.parts(notice.event),
            reasons.reason(notice.reason),
            asking.asked(notice.event) if notice.asks else "",
            found.get((notice.event.subject_kind, notice.event.subject_id)),
        )
        for notice in notices
    ]
    today = clock.now().astimezone(zone).date()
    by_day = groupby(lines, key=lambda line: line.notice.event.at.astimezone(zone).date())
    return [(_day_name(day, today), list(some)) for day, some in by_day]


def _day_name(day: dt.date, today: dt.date) -> str:
    if day == today:
        return _("Today")
    return _("Yesterday") if day == today - dt.timedelta(days=1) else longdate(day)
