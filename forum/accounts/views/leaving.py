"""Your data: what is kept, a download of it, and closing the account; the privacy page."""

import json

from flask import Response, flash, make_response, redirect, session

from forum.accounts.forms.settings import ClosingForm
from forum.accounts.identity import cookie_name
from forum.accounts.limits import by_account, by_address
from forum.accounts.operations.closing import close_account
from forum.accounts.personal import RETENTION, download
from forum.accounts.queries.people import has_published, views_of
from forum.accounts.sessions import ABSOLUTE, IDLE, IDLE_STAFF
from forum.accounts.views.blueprint import blueprint, me, own_account
from forum.accounts.views.settings import my_account, prove, settings_page
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render


@blueprint.get("/settings/data")
@own_account
def your_data():
    return _page(ClosingForm(), 200)


@blueprint.get("/settings/data/download")
@own_account
def download_data():
    """Everything that names the person, as JSON."""
    content = {"made_at": clock.now().isoformat(), **download(me())}
    response = Response(json.dumps(content, ensure_ascii=False, indent=1), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="forum-data-{clock.today()}.json"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/settings/data/closing")
@own_account
@by_address("10/minute")
@by_account("5/15minute", my_account)
def close():
    form = ClosingForm()
    if form.validate_on_submit() and prove(form):
        close_account(current_actor(), me())
        session.clear()
        response = make_response(redirect("/", 303))
        response.delete_cookie(cookie_name())
        flash(_("Your account is closed."))
        return response
    return _page(form, 422)


@blueprint.get("/privacy")
def privacy():
    hours, minutes, days = IDLE.seconds // 3600, IDLE_STAFF.seconds // 60, ABSOLUTE.days
    return render("accounts/privacy.html", retention=RETENTION, idle=hours, idle_staff=minutes, absolute=days)


def _page(form: ClosingForm, status: int):
    return settings_page("your_data", form, status, published=has_published(me().id), views=views_of(me().id))
