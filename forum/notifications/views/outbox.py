"""The outbox for the secretariat: what went out, what waits, what failed. Secret links are shown in the demo only."""

from flask import Response, abort, current_app, flash, make_response, redirect, request, url_for

from forum.kit import mail
from forum.kit.guards import staff_only
from forum.kit.i18n import _, _l
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.notifications import delivery, queries
from forum.notifications.views.blueprint import blueprint
from models import OutboxMail

STATES = {
    "waiting": (_l("Waiting"), "waiting"),
    "held": (_l("Held for reading"), "open"),
    "sent": (_l("Sent"), "agreed"),
    "failed": (_l("Failed"), "refused"),
    "dropped": (_l("Dropped"), ""),
}
KINDS = {
    "notice": _l("Notice at once"),
    "digest": _l("Daily digest"),
    "invitation": _l("Invitation"),
    "reset": _l("New password"),
    "address": _l("New address"),
    "address_notice": _l("Word to the old address"),
    "security": _l("Word about one's passkeys"),
    "recovery": _l("Word about a lost second factor"),
    "act": _l("Word of an act in one's name"),
}
SHEET_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; sandbox allow-popups; frame-ancestors 'self'"


@blueprint.get("/outbox")
@staff_only
def outbox():
    state = request.args.get("state", "")
    counts = queries.outbox_counts()
    page = queries.outbox(request.args.get("after"), state)
    tabs = [{"label": _("All"), "url": url_for("notifications.outbox"), "current": state not in STATES}]
    tabs += [
        {
            "label": label,
            "url": url_for("notifications.outbox", state=name),
            "current": state == name,
            "count": counts.get(name, 0),
        }
        for name, (label, _meaning) in STATES.items()
    ]
    closed = queries.closed_to(current_actor(), page.items)
    titles = queries.titles([row for row in page.items if row.id not in closed])
    return render("notifications/outbox.html", page=page, tabs=tabs, states=STATES, kind_name=_kind, titles=titles)


@blueprint.get("/outbox/<int:identity>")
@staff_only
def letter(identity: int):
    row = _found(identity)
    words, missing = _worded(row)
    return render(
        "notifications/letter.html",
        row=row,
        letter=words,
        missing=missing,
        states=STATES,
        kind_name=_kind,
        secret=mail.holds_secret(row.template),
    )


@blueprint.get("/outbox/<int:identity>/sheet")
@staff_only
def sheet(identity: int):
    """The HTML of a mail, for the frame on its page: without scripts, without anything from elsewhere."""
    words, _missing = _worded(_found(identity))
    if words is None:
        abort(404)
    response: Response = make_response(words.html)
    response.headers["Content-Security-Policy"] = SHEET_POLICY
    return response


@blueprint.post("/outbox/<int:identity>/link")
@staff_only
def link(identity: int):
    """The demo lets nobody wait for a mail: it mints the link and goes where the mail would lead."""
    row = _found(identity)
    if not _is_demo() or not mail.holds_secret(row.template):
        abort(404)
    words = mail.render(row)
    found = mail.ADDRESSES.search(words.text)
    return redirect(found.group() if found else url_for("notifications.outbox"), 303)


@blueprint.post("/outbox/<int:identity>/retry")
@staff_only
def retry(identity: int):
    row = _found(identity)
    if queries.closed_to(current_actor(), [row]):
        abort(404)
    delivery.retry(row)
    flash(_("The mail is tried again in a few seconds."))
    return redirect(url_for("notifications.letter", identity=identity), 303)


def _found(identity: int) -> OutboxMail:
    return queries.get_mail(identity) or abort(404)


def _worded(row: OutboxMail) -> tuple[mail.Letter | None, str]:
    """The letter without its secret, or the sentence why it says nothing any more."""
    if queries.closed_to(current_actor(), [row]):
        return None, _("You have an interest in what this mail is about, so its words are not open to you.")
    try:
        return mail.render(row, mint=False), ""
    except mail.NothingToSay:
        return None, _("What this mail was about is no longer open to its reader, so it says nothing.")


def _kind(template: str) -> str:
    return str(KINDS.get(template, template))


def _is_demo() -> bool:
    return bool(current_app.config["FORUM_MODE"] == "demo")
