"""The second factor: a code to scan, one that comes back, ten recovery codes shown once."""

from urllib.parse import quote

from flask import abort, flash, g, make_response, redirect, url_for

from forum.accounts import passwords
from forum.accounts.forms.door import ConfirmForm
from forum.accounts.forms.settings import EnrolForm
from forum.accounts.limits import by_account, by_address
from forum.accounts.operations import second_factor as acts
from forum.accounts.views.blueprint import afterwards, blueprint, come_from, me, own_account, renew
from forum.accounts.views.settings import my_account, prove, settings_page
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused

HERE = "/settings/second-factor"


@blueprint.get(HERE)
@own_account
def second_factor():
    come_from()
    return _page()


@blueprint.post(f"{HERE}/secret")
@own_account
def begin_second_factor():
    acts.begin(me())
    return redirect(url_for("accounts.second_factor"), 303)


@blueprint.post(HERE)
@own_account
@by_address("20/minute")
@by_account("5/15minute", my_account)
def confirm_second_factor():
    form = EnrolForm()
    if form.validate_on_submit():
        if not passwords.matches(me(), form.password.data or ""):
            form.refuse("password", _("This is not your password."))
        else:
            try:
                codes = acts.confirm(current_actor(), form.code.data or "", g.web_session.id)
            except Refused as refused:
                form.refuse("code", refused.verdict.line)
            else:
                return _codes(codes)
    return _page(form, 422)


@blueprint.get(f"{HERE}/recovery-codes")
@own_account
def recovery_codes():
    return _enrolled_page("recovery_codes", ConfirmForm(), 200)


@blueprint.post(f"{HERE}/recovery-codes")
@own_account
@by_address("20/minute")
@by_account("5/15minute", my_account)
def new_recovery_codes():
    form = ConfirmForm()
    if acts.enrolled(me().id) and form.validate_on_submit() and prove(form):
        return _codes(acts.new_recovery_codes(me().id), begun=False)
    return _enrolled_page("recovery_codes", form, 422)


@blueprint.get(f"{HERE}/removal")
@own_account
def factor_removal():
    return _enrolled_page("factor_removal", ConfirmForm(), 200)


@blueprint.post(f"{HERE}/removal")
@own_account
@by_address("20/minute")
@by_account("5/15minute", my_account)
def remove_second_factor():
    form = ConfirmForm()
    if acts.enrolled(me().id) and form.validate_on_submit() and prove(form):
        acts.remove(current_actor(), g.web_session.id)
        flash(_("The second factor is removed. All other sessions have ended."))
        return renew(redirect(url_for("accounts.second_factor"), 303))
    return _enrolled_page("factor_removal", form, 422)


def _enrolled_page(name: str, form: ConfirmForm, status: int):
    """Pages that exist only where a second factor is in use."""
    if acts.enrolled(me().id) is None:
        abort(404)
    return settings_page(name, form, status, tab="second_factor")


def _codes(codes: list[str], begun: bool = True):
    """Shown this once, with a new token for the session."""
    text = _("Recovery codes of the Forum of Cities. Each works once.") + "\n\n" + "\n".join(codes) + "\n"
    href = f"data:text/plain;charset=utf-8,{quote(text)}"
    onward = afterwards(url_for("accounts.second_factor"))
    response = renew(
        make_response(render("accounts/settings/codes.html", codes=codes, begun=begun, text=href, onward=onward))
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(form: EnrolForm | None = None, status: int = 200):
    row = acts.started(me().id)
    waiting = row is not None and row.confirmed_at is None
    uri = acts.address(row, me(), _("Forum of Cities")) if waiting and row else ""
    secret = acts.secret_of(row) if waiting and row else ""
    return settings_page(
        "second_factor",
        form or EnrolForm(),
        status,
        row=row,
        picture=_picture(uri) if uri else "",
        secret=" ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        used=acts.last_used(row) if row else None,
        left=acts.recovery_codes_left(me().id),
    )


def _picture(uri: str) -> str:
    import segno

    return segno.make(uri, error="m").svg_data_uri(scale=5, border=3, light="#fff")
