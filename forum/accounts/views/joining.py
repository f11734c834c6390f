"""The page that an invitation leads to: who invites whom as what, a name, a password, and in."""

from flask import flash, redirect, url_for

from forum.accounts import operations
from forum.accounts.actor import title_of
from forum.accounts.forms.door import JoinForm
from forum.accounts.limits import by_address
from forum.accounts.operations.inviting import invitation_of, inviter
from forum.accounts.operations.links import find_link
from forum.accounts.views.blueprint import blueprint, enter
from forum.accounts.views.door import spent_page
from forum.kit.i18n import _
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import OneTimeLink, Person
from models.base import db


@blueprint.get("/invitation/<token>")
def invitation(token: str):
    link = find_link("invitation", token)
    return _page(link, None, 200) if link else spent_page("invitation")


@blueprint.post("/invitation/<token>")
@by_address("20/minute")
def join(token: str):
    """Whoever has a password already is not let in by a mail, but asked to sign in."""
    link = find_link("invitation", token)
    person = db.session.get(Person, link.person_id) if link else None
    if link is None or person is None:
        return spent_page("invitation")
    if person.password_hash:
        operations.accept(token, "", "")
        flash(_("You have accepted. Sign in with your password."))
        return redirect(url_for("accounts.sign_in"), 303)
    form = JoinForm()
    if form.validate_on_submit():
        try:
            operations.accept(token, form.name.data or "", form.password.data or "")
        except Refused as refused:
            form.refuse("password", refused.verdict.line)
        else:
            response = enter(redirect("/", 303), person)
            flash(_("Welcome, %(name)s. Your account is open.", name=person.name))
            return response
    return _page(link, form, 422)


def _page(link: OneTimeLink, form: JoinForm | None, status: int):
    person = db.session.get_one(Person, link.person_id)
    row, mandate = invitation_of(person.id)
    form = form or JoinForm(name=row.name if row else person.name)
    page = render(
        "accounts/join.html",
        form=form,
        person=person,
        known=bool(person.password_hash),
        who=inviter(row),
        mandate=mandate,
        title=title_of(mandate) if mandate else "",
        expires_at=link.expires_at,
    )
    return page, status
