"""Who one is, once more: by password and code, or by a passkey; for ten minutes pages that change keys ask no more."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, g, jsonify, redirect, request, session, url_for

from forum.accounts.forms.door import ConfirmForm
from forum.accounts.limits import by_account, by_address
from forum.accounts.operations import passkeys as acts
from forum.accounts.queries import passkeys as queries
from forum.accounts.views.blueprint import blueprint, me, own_account
from forum.accounts.views.settings import my_account, prove, settings_page
from forum.kit import clock
from forum.kit.security import local_path
from forum.kit.verdict import Refused

PROVED, SECONDS = "proved", 600
HERE = "/settings/confirmation"


def proved_lately() -> bool:
    """In this session, and not in another one of the same browser."""
    told = session.get(PROVED) or {}
    return bool(told.get("session") == g.web_session.id and 0 <= clock.now().timestamp() - told.get("at", 0) <= SECONDS)


def proved(view: Callable[..., Any]) -> Callable[..., Any]:
    """For pages of one's own account that change who gets in: first to the page that asks, then back."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not proved_lately():
            here = request.path if request.method == "GET" else url_for("accounts.passkeys")
            return redirect(url_for("accounts.confirmation", next=here), 303)
        return view(*args, **kwargs)

    return guarded


def as_json(work: Callable[[], dict[str, Any]]) -> Response:
    """What a device is asked, or the sentence why it is not."""
    try:
        found = work()
    except Refused as refused:
        response = jsonify({"sentence": refused.verdict.line})
        response.status_code = 409
    else:
        response = jsonify(found)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get(HERE)
@own_account
def confirmation():
    return _page(ConfirmForm(), 200)


@blueprint.post(HERE)
@own_account
@by_address("20/minute")
@by_account("10/15minute", my_account)
def confirmation_post():
    form, credential = ConfirmForm(), request.form.get("credential", "")
    if credential:
        try:
            acts.confirm(me().id, credential)
        except Refused as refused:
            return _page(ConfirmForm(formdata=None), 422, refused.verdict.line)
        return _proved()
    if form.validate_on_submit() and prove(form):
        return _proved()
    return _page(form, 422)


@blueprint.post(f"{HERE}/options")
@own_account
@by_address("30/minute")
def confirmation_options():
    return as_json(lambda: acts.confirm_options(me().id))


def _proved() -> Response:
    session[PROVED] = {"session": g.web_session.id, "at": clock.now().timestamp()}
    return redirect(_next(), 303)


def _next() -> str:
    return local_path(request.values.get("next"), url_for("accounts.passkeys"))


def _page(form: ConfirmForm, status: int, sentence: str = ""):
    keys = queries.how_many(me().id)
    return settings_page("confirmation", form, status, tab="passkeys", keys=keys, sentence=sentence, target=_next())
