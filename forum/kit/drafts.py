"""Words typed but not sent: one draft for each person and form, kept on the server until they are sent or thrown away.

A form takes part by a key: `Form(draft="comment:contribution:7")`, and in its template `autosave(form)` on the form tag and
`restored(form)` above it (templates/ui/drafts.html). A form that is handled takes its draft with it (kit/edge.py).
"""

import datetime as dt
from typing import Any

from flask import Blueprint, abort, redirect, request
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from forum.kit import clock, jobs
from forum.kit.database import transaction
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.security import local_path
from models import Draft, HandledForm
from models.base import db

KEEP_FOR = dt.timedelta(days=30)
LONGEST_KEY, MOST_CHARACTERS, MOST_FIELDS = 120, 1_000_000, 500
NOT_KEPT = ("csrf_token", "idempotency_key", "draft_key", "form_url", "code")
blueprint = Blueprint("drafts", __name__)


def find(person_id: int | None, key: str) -> Draft | None:
    """The draft of a form, unless it is older than it may be."""
    if not person_id or not key:
        return None
    row = db.session.scalar(select(Draft).filter_by(person_id=person_id, key=key))
    return row if row and row.saved_at > clock.now() - KEEP_FOR else None


def save(person_id: int, key: str, fields: dict[str, list[str]]) -> None:
    """Keep the newest words of a form, over the older ones."""
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert
    values = {"fields": fields, "saved_at": clock.now()}
    statement = insert(Draft).values(person_id=person_id, key=key, **values)
    db.session.execute(statement.on_conflict_do_update(index_elements=["person_id", "key"], set_=values))


def forget(person_id: int | None, key: str) -> None:
    db.session.execute(delete(Draft).filter_by(person_id=person_id or 0, key=key[:LONGEST_KEY]))


def erase_old() -> None:
    """The job: a draft that nobody came back to goes after thirty days."""
    with transaction() as session:
        session.execute(delete(Draft).where(Draft.saved_at < clock.now() - KEEP_FOR))


@blueprint.post("/drafts")
@signed_in
def keep():
    """What the page sends while somebody types: {key, fields: {name: [values]}}."""
    key, fields = _judged(request.get_json(silent=True))
    save(person() or abort(409), key, fields)
    return "", 204


@blueprint.post("/drafts/discard")
@signed_in
def discard():
    """Throw a draft away and show the form without it."""
    forget(person(), request.form.get("draft_key", ""))
    return redirect(local_path(request.form.get("back")), 303)


@blueprint.get("/drafts/sent/<key>")
@signed_in
def sent(key: str):
    """Whether the form with this key was handled: then the device need not keep its words."""
    statement = select(HandledForm.id).filter_by(person_id=current_actor().person_id, key=key[:64])
    return {"sent": db.session.scalar(statement) is not None}


def _judged(sent: Any) -> tuple[str, dict[str, list[str]]]:
    """Key and fields, if they have the shape and the size of a form."""
    if not isinstance(sent, dict) or not isinstance(sent.get("key"), str) or not isinstance(sent.get("fields"), dict):
        abort(400)
    key, fields = sent["key"], {}
    if not 0 < len(key) <= LONGEST_KEY:
        abort(400)
    for name, values in sent["fields"].items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            abort(400)
        if name not in NOT_KEPT and "password" not in name:
            fields[name] = values
    if sum(len(value) for values in fields.values() for value in values) > MOST_CHARACTERS or len(fields) > MOST_FIELDS:
        abort(413)
    return key, fields


def bind(app: Any) -> None:
    app.register_blueprint(blueprint)
    jobs.every(3600, "erase old drafts", erase_old)


def person() -> int | None:
    """Whose drafts this page may show: nobody's while staff view the site as somebody else."""
    actor = current_actor()
    return None if actor is None or actor.read_only else actor.person_id
