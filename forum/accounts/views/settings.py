"""Settings: who one is here, how one is written to, password and address."""

from flask import flash, g, redirect, url_for

from forum.accounts import operations
from forum.accounts.forms.door import ConfirmForm
from forum.accounts.forms.settings import AddressForm, NewPasswordForm, ProfileForm, zones
from forum.accounts.limits import by_account, by_address
from forum.accounts.operations import settings as acts
from forum.accounts.operations.links import find_link
from forum.accounts.queries import recovery
from forum.accounts.views.blueprint import blueprint, me, own_account, renew
from forum.accounts.views.door import spent_page
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused


def tabs(current: str) -> list[dict[str, object]]:
    pages = (
        (_("Profile"), "accounts.settings"),
        (_("Password"), "accounts.password"),
        (_("Address"), "accounts.address"),
        (_("Second factor"), "accounts.second_factor"),
        (_("Passkeys"), "accounts.passkeys"),
        (_("Sessions"), "accounts.sessions"),
        (_("Your data"), "accounts.your_data"),
    )
    return [{"label": label, "url": url_for(end), "current": end == f"accounts.{current}"} for label, end in pages]


def my_account() -> str:
    return str(current_actor().person_id or "")


def prove(form: ConfirmForm) -> bool:
    """Password and code of a form that asks who one is; what was wrong stands beside its field."""
    proof = operations.confirm_identity(me(), form.password.data or "", form.code.data or "")
    if not proof:
        form.refuse(proof.field, proof.line)
    return bool(proof)


def settings_page(name: str, form: object = None, status: int = 200, tab: str = "", **context: object):
    page = render(
        f"accounts/settings/{name}.html",
        tabs=tabs(tab or name),
        form=form,
        person=me(),
        needs_code=operations.needs_code(me()),
        recovery=recovery.under_way(me().id),
        **context,
    )
    return page, status


@blueprint.get("/settings")
@own_account
def settings():
    person = current_actor().person
    values = {name: getattr(person, name) for name in ("name", "language", "time_zone")}
    values["digest"] = acts.mail_choice(person)
    return settings_page("settings", ProfileForm(**values), zones=zones())


@blueprint.post("/settings")
@own_account
def settings_post():
    form = ProfileForm()
    if form.validate_on_submit():
        acts.change_profile(me(), form.name.data, form.language.data, form.time_zone.data, form.digest.data)
        flash(_("Saved."))
        response = redirect(url_for("accounts.settings"), 303)
        response.delete_cookie("language")
        return response
    return settings_page("settings", form, 422, zones=zones())


@blueprint.get("/settings/password")
@own_account
def password():
    return settings_page("password", NewPasswordForm())


@blueprint.post("/settings/password")
@own_account
@by_address("20/minute")
@by_account("10/15minute", my_account)
def password_post():
    form = NewPasswordForm()
    if form.validate_on_submit() and prove(form):
        try:
            acts.change_password(current_actor(), me(), form.new_password.data or "", g.web_session.id)
        except Refused as refused:
            form.refuse("new_password", refused.verdict.line)
        else:
            flash(_("Your password is changed. All other sessions have ended."))
            return renew(redirect(url_for("accounts.password"), 303))
    return settings_page("password", form, 422)


@blueprint.get("/settings/address")
@own_account
def address():
    return settings_page("address", AddressForm())


@blueprint.post("/settings/address")
@own_account
@by_address("20/minute")
@by_account("10/15minute", my_account)
def address_post():
    form = AddressForm()
    if form.validate_on_submit() and prove(form):
        try:
            acts.ask_for_address(me(), form.email.data or "")
        except Refused as refused:
            form.refuse("email", refused.verdict.line)
        else:
            flash(_("A mail with a link is on its way to the new address."))
            return redirect(url_for("accounts.address"), 303)
    return settings_page("address", form, 422)


@blueprint.get("/address/<token>")
def new_address(token: str):
    link = find_link("address", token)
    return render("accounts/new_address.html", email=link.email) if link else spent_page("address")


@blueprint.post("/address/<token>")
@by_address("20/minute")
def new_address_post(token: str):
    if find_link("address", token) is None:
        return spent_page("address")
    acts.change_address(token)
    flash(_("Your address is changed. Sign in with the new one from now on."))
    return redirect(url_for("accounts.settings" if current_actor().signed_in else "accounts.sign_in"), 303)
