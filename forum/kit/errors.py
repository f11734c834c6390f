"""Every error as a page of ours: which rule, who can change that, and nothing typed is lost."""

import structlog
from flask import Flask, Response, current_app, make_response, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from forum.kit.guards import SignInNeeded
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models.base import db

log = structlog.get_logger()
RETRY_SECONDS = "10"


def page(code: int, title: str, sentence: str, remedy: str = "") -> Response:
    """The error page, with the words that were posted, for copying."""
    db.session.rollback()
    typed = {
        k: v
        for k, v in request.form.items()
        if len(v) > 20 and k not in ("csrf_token", "idempotency_key", "credential") and "password" not in k
    }
    body = render("error.html", code=code, title=title, sentence=sentence, remedy=remedy, typed=typed)
    return make_response(body, code)


def bind(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(SignInNeeded, lambda _e: app.extensions["forum.ask_to_sign_in"]())
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(OperationalError, unavailable)
    app.register_error_handler(PoolTimeout, unavailable)
    app.register_error_handler(Exception, _broken)


def _refused(error: Refused) -> Response:
    return page(409, _("This was not done"), error.verdict.sentence, error.verdict.remedy)


def _stale_form(_error: CSRFError) -> Response:
    """A form from before the sign-out: sign in and find it again with every word."""
    actor = current_actor()
    if actor is None or not actor.signed_in:
        return current_app.extensions["forum.ask_to_sign_in"]()
    return page(
        400,
        _("This page had grown old"),
        _("The form was opened in an earlier session, so it was not sent."),
        _("Go back, reload the page and send it again. Your words stand below."),
    )


def _http(error: HTTPException) -> Response:
    titles = {
        404: (
            _("Page not found"),
            _("There is nothing at this address, or it is not open to you."),
            _("Use the search or begin at the front page."),
        ),
        405: (_("Not possible here"), _("This address does not take that kind of request."), ""),
        413: (_("Too large"), _("What was sent is larger than 16 MB."), _("Send a smaller file.")),
        429: (
            _("Too many attempts"),
            _("There were too many requests from here in a short time."),
            _("Wait a minute and try again."),
        ),
    }
    code = error.code or 500
    title, sentence, remedy = titles.get(code, (_("This did not work"), error.description or "", ""))
    response = page(code, title, sentence, remedy)
    if code == 429:
        response.headers["Retry-After"] = "60"
    return response


def unavailable(error: OperationalError | PoolTimeout) -> Response:
    """Locked, full or gone: say so, keep the words, and ask to come back."""
    log.error("database unavailable", error=str(error))
    try:
        response = page(
            503,
            _("Not saved yet"),
            _("The database cannot write at this moment."),
            _("Your words stand below. Send the form again in a few seconds."),
        )
    except OperationalError:
        response = make_response("The database cannot be reached at this moment. Please try again in a few seconds.", 503)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _broken(error: Exception) -> Response:
    log.exception("unexpected error", path=request.path)
    if current_app.testing:
        raise error
    return page(
        500,
        _("Something broke"),
        _("The forum made a mistake. It has been written down."),
        _("Try again. If it happens again, tell the secretariat the number below."),
    )
