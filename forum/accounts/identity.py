"""Puts the actor into each request: reads the cookie, finds the session, and asks strangers to sign in."""

from flask import Flask, Response, current_app, g, redirect, request, url_for
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from forum.accounts import remembered
from forum.accounts.actor import Actor, may_act
from forum.accounts.sessions import ABSOLUTE, actor_of, find_session, note_seen
from forum.kit import clock
from forum.kit.database import transaction
from forum.kit.edge import READING, handle_once, keep_form
from forum.kit.extensions import login_manager
from forum.kit.verdict import Refused
from models import WebSession
from models.base import db

NOBODY = Actor()
OPEN_WHILE_VIEWING = ("accounts.end_view", "accounts.sign_out")


def cookie_name() -> str:
    return "__Host-forum" if current_app.config["SESSION_COOKIE_SECURE"] else "forum"


def bind(app: Flask) -> None:
    login_manager.request_loader(lambda _request: g.actor.person if "actor" in g else None)
    app.before_request(_find_actor)
    app.before_request(_refuse_while_viewing)
    app.before_request(handle_once)
    app.teardown_request(write_down_seen)


def _find_actor() -> None:
    token = request.cookies.get(cookie_name())
    session, actor = (_reader(token) if request.method in READING else _writer(token)) if token else (None, NOBODY)
    g.web_session, g.actor = session, actor
    if session and note_seen(session) and request.method not in READING:
        session.seen_at = clock.now()
    elif session and note_seen(session):
        g.note_seen = session.id


def _refuse_while_viewing() -> None:
    """Whatever a page forgot to ask: staff who view the site as somebody change nothing."""
    if g.actor.read_only and request.method not in READING and request.endpoint not in OPEN_WHILE_VIEWING:
        raise Refused(may_act(g.actor))


def _reader(token: str) -> tuple[WebSession | None, Actor]:
    return remembered.recall(token) or (None, NOBODY)


def _writer(token: str) -> tuple[WebSession | None, Actor]:
    """Whoever writes is loaded anew, whatever is remembered."""
    session = find_session(token)
    return session, (actor_of(session) if session else NOBODY)


def ask_to_sign_in() -> Response:
    """Lead a stranger to the sign-in page and back; what was posted is kept under a token."""
    if request.method in READING:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    kept = keep_form()
    back = request.form.get("form_url") or request.path
    mark = "&" if "?" in back else "?"
    return redirect(url_for("accounts.sign_in", next=f"{back}{mark}kept={kept}"), 303)


def set_cookie(response: Response, token: str) -> Response:
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(ABSOLUTE.total_seconds()),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def write_down_seen(_error: BaseException | None = None) -> None:
    """After a page was read: keep the session alive in a transaction of its own; never fails the page."""
    identity = g.pop("note_seen", None)
    if identity:
        try:
            db.session.rollback()
            with transaction() as session:
                session.execute(update(WebSession).filter_by(id=identity).values(seen_at=clock.now()))
        except OperationalError:
            db.session.rollback()
