"""The blueprint of this feature, and what its views share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, abort, flash, g, request, session

from forum.accounts.identity import set_cookie
from forum.accounts.operations.recovery import stop_by_sign_in
from forum.accounts.sessions import end_session, open_session, renew_token
from forum.kit.guards import SignInNeeded
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.security import local_path
from models import Person
from models.base import db

blueprint = Blueprint("accounts", __name__)
AFTERWARDS = "afterwards"


def own_account(view: Callable[..., Any]) -> Callable[..., Any]:
    """Pages about one's own account; while staff view the site as somebody, these do not exist."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        actor = current_actor()
        if not actor.signed_in:
            raise SignInNeeded
        if actor.read_only:
            abort(404)
        return view(*args, **kwargs)

    guarded.guard = "own-account"  # type: ignore[attr-defined]
    return guarded


def me() -> Person:
    """The person of this request as the database knows them now; what is remembered of readers is read only."""
    return db.session.get_one(Person, current_actor().person_id)


def enter(response: Response, person: Person, mandate_id: int | None = None) -> Response:
    """Sign in: a new token, and nothing that this browser held before counts any more."""
    if g.web_session:
        end_session(g.web_session)
    session.clear()
    if stop_by_sign_in(person.id):
        flash(_("You are in, so your second factor is not lost: the removal that was asked for is stopped."))
    return set_cookie(response, open_session(person, request.headers.get("User-Agent", ""), mandate_id))


def renew(response: Response) -> Response:
    """A new token for this session: what it may do has changed."""
    return set_cookie(response, renew_token(g.web_session))


def come_from() -> None:
    """Remember whence somebody was sent to set up a key or a second factor, so that they are led back when it is done."""
    if request.args.get("next"):
        session[AFTERWARDS] = local_path(request.args["next"], "")


def afterwards(fallback: str) -> str:
    """Once: where they came from."""
    return session.pop(AFTERWARDS, "") or fallback
