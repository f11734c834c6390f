"""Signing in and out, and a new password by mail."""

from flask import Blueprint, flash, g, make_response, redirect, request, url_for

from forum.accounts import operations, passwords
from forum.accounts.forms import ForgottenForm, PasswordForm, SignInForm
from forum.accounts.identity import cookie_name, set_cookie
from forum.accounts.sessions import open_session
from forum.kit.extensions import limiter
from forum.kit.i18n import _
from forum.kit.security import local_path
from forum.kit.templating import render
from forum.kit.verdict import Refused

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/sign-in")
def sign_in():
    return render("accounts/sign_in.html", form=SignInForm(next=request.args.get("next")))


@blueprint.post("/sign-in")
@limiter.limit("10/minute")
def sign_in_post():
    form = SignInForm()
    if form.validate_on_submit():
        person = operations.find_by_email(form.email.data or "")
        if passwords.matches(person, form.password.data or "") and person:
            token = open_session(person, request.headers.get("User-Agent", ""))
            return set_cookie(redirect(local_path(form.next.data), 303), token)
        form.refuse("password", _("Email address and password do not match."))
    return render("accounts/sign_in.html", form=form), 422


@blueprint.post("/sign-out")
def sign_out():
    if g.web_session:
        operations.end_session(g.web_session)
    response = make_response(redirect("/", 303))
    response.delete_cookie(cookie_name())
    return response


@blueprint.get("/password/forgotten")
def forgotten():
    return render("accounts/forgotten.html", form=ForgottenForm())


@blueprint.post("/password/forgotten")
@limiter.limit("5/minute")
def forgotten_post():
    """The same answer for everybody, so that it tells nobody who has an account."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render("accounts/forgotten.html", form=form), 422
    person = operations.find_by_email(form.email.data or "")
    if person and not person.closed_at:
        operations.ask_for_link("reset", person)
    flash(_("If there is an account with this address, a mail with a link is on its way."))
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/password/<token>")
def reset(token: str):
    return render("accounts/reset.html", form=PasswordForm())


@blueprint.post("/password/<token>")
@limiter.limit("10/minute")
def reset_post(token: str):
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            operations.use_link(token, form.password.data or "")
        except Refused as refused:
            form.refuse("password", f"{refused.verdict.sentence} {refused.verdict.remedy}")
        else:
            flash(_("Your password is set. Sign in with it."))
            return redirect(url_for("accounts.sign_in"), 303)
    return render("accounts/reset.html", form=form), 422
