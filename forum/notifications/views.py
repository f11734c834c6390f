"""The inbox."""

from flask import Blueprint, abort, redirect, request, url_for

from forum.kit import subjects
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.notifications import operations, queries, wording

blueprint = Blueprint("notifications", __name__)


@blueprint.get("/inbox")
@signed_in
def inbox():
    page = queries.inbox(current_actor().person_id, request.args.get("after"))
    return render("notifications/inbox.html", page=page, sentence=wording.sentence, reason=wording.reason)


@blueprint.post("/inbox/<int:identity>/reading")
@signed_in
def reading(identity: int):
    """Marks one notice as read and leads to the thing it is about."""
    actor = current_actor()
    notice = queries.get(actor.person_id, identity)
    if notice is None:
        abort(404)
    operations.mark_read(actor.person_id, identity)
    subject = subjects.find(notice.event.subject_kind, notice.event.subject_id, actor)
    return redirect(subject.url if subject else url_for("notifications.inbox"), 303)
