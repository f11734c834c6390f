"""Signing in, by password and second factor, and out; a new password by mail."""

from flask import flash, g, make_response, redirect, request, session, url_for
from flask_babel import get_locale

from forum.accounts import operations, passwords
from forum.accounts.forms.door import CodeForm, ForgottenForm, PasswordForm, SignInForm
from forum.accounts.identity import cookie_name
from forum.accounts.limits import by_account, by_address
from forum.accounts.operations import second_factor
from forum.accounts.operations.links import find_link, spent
from forum.accounts.views.blueprint import blueprint, enter
from forum.kit import clock, panels
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.security import local_path, token_hash
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Person
from models.base import db

PENDING, PENDING_SECONDS = "second-step", 600


def _typed_address() -> str:
    return request.form.get("email", "").strip().lower()


def _pending_account() -> str:
    return str((session.get(PENDING) or {}).get("person", ""))


def draw_door(form: SignInForm, sentence: str = "") -> str:
    """`sentence`: why a passkey did not open it."""
    sections = panels.draw("door", current_actor(), None)
    return render("accounts/sign_in.html", form=form, sections=sections, sentence=sentence)


@blueprint.get("/sign-in")
def sign_in():
    return draw_door(SignInForm(next=request.args.get("next")))


@blueprint.post("/sign-in")
@by_address("20/minute;100/hour")
@by_account("10/15minute", _typed_address)
def sign_in_post():
    form = SignInForm()
    if form.validate_on_submit():
        person = operations.find_by_email(form.email.data or "")
        if passwords.matches(person, form.password.data or "") and person:
            return _first_step_done(person, local_path(form.next.data, "/desk"))
        form.refuse("password", _("Email address and password do not match."))
    return draw_door(form), 422


def _first_step_done(person: Person, target: str):
    if not operations.needs_code(person):
        return enter(redirect(target, 303), person)
    session.clear()
    session[PENDING] = {
        "person": person.id,
        "stamp": token_hash(person.password_hash)[:16],
        "at": clock.now().timestamp(),
        "next": target,
    }
    return redirect(url_for("accounts.second_step"), 303)


def _half_way_in() -> tuple[Person, str] | None:
    """Who has given the right password within the last ten minutes and owes the code, and where they want to go."""
    pending = session.get(PENDING)
    if not pending or clock.now().timestamp() - pending["at"] > PENDING_SECONDS:
        return None
    person = db.session.get(Person, pending["person"])
    if person is None or person.closed_at or token_hash(person.password_hash)[:16] != pending["stamp"]:
        return None
    return person, local_path(pending["next"])


@blueprint.get("/sign-in/code")
def second_step():
    if _half_way_in() is None:
        return redirect(url_for("accounts.sign_in"))
    return render("accounts/second_step.html", form=CodeForm())


@blueprint.post("/sign-in/code")
@by_address("20/minute;100/hour")
@by_account("5/15minute", _pending_account)
def second_step_post():
    waiting, form = _half_way_in(), CodeForm()
    if waiting is None:
        flash(_("Too much time passed. Sign in again."))
        return redirect(url_for("accounts.sign_in"), 303)
    person, target = waiting
    if form.validate_on_submit():
        if second_factor.use_code(person.id, form.code.data or ""):
            return enter(redirect(target, 303), person)
        form.refuse("code", _("This code is not right, or it was used before."))
    return render("accounts/second_step.html", form=form), 422


@blueprint.post("/sign-out")
def sign_out():
    if g.web_session:
        operations.end_session(g.web_session)
    session.clear()
    response = make_response(redirect("/", 303))
    response.delete_cookie(cookie_name())
    return response


@blueprint.get("/password/forgotten")
def forgotten():
    return render("accounts/forgotten.html", form=ForgottenForm())


@blueprint.post("/password/forgotten")
@by_address("5/minute;20/hour")
@by_account("5/hour", _typed_address)
def forgotten_post():
    """The same answer and the same work for everybody, so that it tells nobody who has an account."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render("accounts/forgotten.html", form=form), 422
    operations.ask_for_reset(form.email.data or "", str(get_locale() or "en"))
    flash(_("If there is an account with this address, a mail with a link is on its way."))
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/password/<token>")
def reset(token: str):
    if find_link("reset", token) is None:
        return spent_page("reset")
    return render("accounts/reset.html", form=PasswordForm())


@blueprint.post("/password/<token>")
@by_address("20/minute")
def reset_post(token: str):
    form = PasswordForm()
    if find_link("reset", token) is None:
        return spent_page("reset")
    if form.validate_on_submit():
        try:
            operations.use_link(token, form.password.data or "")
        except Refused as refused:
            form.refuse("password", refused.verdict.line)
        else:
            flash(_("Your password is set. Sign in with it."))
            return redirect(url_for("accounts.sign_in"), 303)
    return render("accounts/reset.html", form=form), 422


def spent_page(kind: str):
    """A link that was used or has expired: gone, with what to do instead."""
    return render("accounts/spent.html", kind=kind, verdict=spent(kind)), 410
