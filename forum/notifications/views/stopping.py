"""What the links at the foot of a mail do. They are signed, so that nobody has to sign in to be left alone."""

from flask import abort

from forum.accounts.sessions import load_actor
from forum.kit import subjects
from forum.kit.extensions import csrf
from forum.kit.templating import render
from forum.notifications import operations, tickets
from forum.notifications.views.blueprint import blueprint


@blueprint.get("/unsubscribe/<token>")
def unsubscribe_page(token: str):
    """Asks first: programs that look into mails follow every link."""
    _person_id, purpose = tickets.read_unsubscribe(token) or abort(404)
    return render("notifications/stop.html", done=False, purpose=purpose, title="")


@blueprint.post("/unsubscribe/<token>")
@csrf.exempt
def unsubscribe(token: str):
    """RFC 8058: the mail program of the reader posts here, without a session."""
    person_id, purpose = tickets.read_unsubscribe(token) or abort(404)
    operations.unsubscribe(person_id, purpose)
    return render("notifications/stop.html", done=True, purpose=purpose, title="")


@blueprint.get("/muting/<token>")
def mute_page(token: str):
    _actor, subject = _muted(token)
    return render("notifications/stop.html", done=False, purpose="mute", title=subject.title)


@blueprint.post("/muting/<token>")
def mute(token: str):
    actor, subject = _muted(token)
    operations.mute(actor, subject)
    return render("notifications/stop.html", done=True, purpose="mute", title=subject.title)


def _muted(token: str):
    person_id, kind, identity = tickets.read_mute(token) or abort(404)
    actor = load_actor(person_id)
    subject = subjects.find(kind, identity, actor) if actor else None
    return (actor, subject) if subject else abort(404)
