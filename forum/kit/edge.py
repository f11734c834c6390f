"""The edge of a request: one transaction, one effect for one form, and nothing typed is lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, flash, g, redirect, request
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from werkzeug.routing import IntegerConverter, Map, Rule

from forum.kit import clock, drafts, errors
from forum.kit.database import mark_writing
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.security import new_token, token_hash
from models import HandledForm, KeptForm
from models.base import db

READING = ("GET", "HEAD", "OPTIONS")
SECRET_FIELDS = ("csrf_token", "idempotency_key", "credential")
KEEP_FOR = dt.timedelta(hours=24)


class Number(IntegerConverter):
    """`<int:…>` in an address: as large as a key of the database can be; beyond that there is nothing."""

    regex = r"\d{1,10}"

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **({"max": 2**31 - 1} | kwargs))


class Address(Rule):
    """What spells an address is compiled when the first link asks for it: all of them at start cost half a second."""

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        made: list[Any] = []
        compiled = super()._compile_builder

        def spell(rule: Rule, /, **values: Any) -> tuple[str, str]:
            if not made:
                made.append(compiled(append_unknown))
            return made[0](rule, **values)

        return spell


def bind(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_finish)


def handle_once() -> Response | None:
    """Claim the form's key; a second sending is led to where the first one went. Runs after the actor is known."""
    key = request.form.get("idempotency_key", "")
    if request.method in READING or not key or request.form.get("preview"):
        return None
    person_id = getattr(current_actor(), "person_id", None) or 0
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    claim = dialect.insert(HandledForm).values(person_id=person_id, key=key[:64], location="", created_at=clock.now())
    if db.session.scalar(claim.on_conflict_do_nothing().returning(HandledForm.id)) is not None:
        g.claimed_form = (person_id, key[:64])
        return None
    row = db.session.scalar(select(HandledForm).filter_by(person_id=person_id, key=key[:64]))
    flash(_("This was already sent. Here is what came of it."))
    return redirect(row.location if row and row.location else request.path, 303)


def keep_form() -> str:
    """Keep the posted fields of this request for a day; the token under which `kept_fields` finds them."""
    token = new_token()
    fields = {
        name: request.form.getlist(name)
        for name in request.form
        if name not in SECRET_FIELDS and "password" not in name and name != "code"
    }
    db.session.rollback()
    db.session.execute(delete(KeptForm).where(KeptForm.created_at < clock.now() - KEEP_FOR))
    db.session.add(KeptForm(token_hash=token_hash(token), path=request.path[:500], fields=fields, created_at=clock.now()))
    db.session.commit()
    return token


def kept_fields() -> dict[str, list[str]] | None:
    """What was typed into this form before its sender had to sign in again."""
    token = request.args.get("kept")
    if not token:
        return None
    row = db.session.scalar(select(KeptForm).filter_by(token_hash=token_hash(token)))
    return row.fields if row and row.created_at > clock.now() - KEEP_FOR else None


def when_refused(work: Callable[[], None]) -> None:
    """Do this after a refusal has rolled everything back: what stays of the request all the same, as an uploaded file."""
    g.setdefault("when_refused", []).append(work)


def _begin() -> None:
    mark_writing(request.method not in READING)


def _finish(response: Response) -> Response:
    """A redirect or an answer commits; a refusal rolls back. Reading never commits."""
    if request.method in READING:
        return response
    if response.status_code >= 400:
        db.session.rollback()
        _keep_what_stays()
        return response
    try:
        _remember_where(response)
        db.session.commit()
    except OperationalError as error:  # the disk is full, or the database went away: only the commit shows it
        return errors.unavailable(error)
    return response


def _remember_where(response: Response) -> None:
    claimed = g.pop("claimed_form", None)
    if claimed and response.location:
        row = update(HandledForm).filter_by(person_id=claimed[0], key=claimed[1])
        db.session.execute(row.values(location=response.location[:500]))
        if request.form.get("draft_key"):
            drafts.forget(claimed[0], request.form["draft_key"])


def _keep_what_stays() -> None:
    try:
        for work in g.pop("when_refused", []):
            work()
            db.session.commit()
    except OperationalError:  # the words are on the page all the same
        db.session.rollback()
