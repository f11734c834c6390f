"""The secretariat's list of people: find one, see the mandates, add another, invite again, view the site as them."""

from flask import abort, flash, g, redirect, request, url_for

from forum.accounts import operations, rules
from forum.accounts.actor import title_of
from forum.accounts.forms.mandates import InvitationForm, MandateForm
from forum.accounts.forms.settings import ViewForm
from forum.accounts.operations.viewing import end_view as end_the_view
from forum.accounts.operations.viewing import view_as as view_the_site_as
from forum.accounts.queries import mandates as mandate_queries
from forum.accounts.queries import people as queries
from forum.accounts.rules.mandates import RESERVED
from forum.accounts.views.blueprint import blueprint, renew
from forum.accounts.views.mandates import state_of
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Person, Role


@blueprint.get("/people")
@staff_only
def people():
    words = request.args.get("q", "").strip()[:100]
    page = queries.directory(words, request.args.get("after"))
    return render("accounts/people/index.html", page=page, words=words, title_of=title_of, state_of=state_of)


@blueprint.get("/people/invitation")
@staff_only
def invitation_form():
    return _invite_page(InvitationForm(), 200)


@blueprint.post("/people/invitation")
@staff_only
def invite():
    form = _offered(InvitationForm())
    if form.validate_on_submit():
        try:
            row = operations.invite(current_actor(), form.email.data or "", form.name.data or "", **form.fields)
        except Refused as refused:
            form.refuse("role", refused.verdict.line)
        else:
            flash(_("The invitation is on its way. The mandate waits to be verified."))
            return redirect(url_for("accounts.person", identity=row.person_id), 303)
    return _invite_page(form, 422)


@blueprint.get("/people/<int:identity>")
@staff_only
def person(identity: int):
    return _page(_person(identity), 200)


@blueprint.get("/people/<int:identity>/mandates")
@staff_only
def mandate_form(identity: int):
    return _mandate_page(_person(identity), MandateForm(), 200)


@blueprint.post("/people/<int:identity>/mandates")
@staff_only
def add_mandate(identity: int):
    who, form = _person(identity), _offered(MandateForm())
    if form.validate_on_submit():
        try:
            operations.add_mandate(current_actor(), who, **form.fields)
        except Refused as refused:
            form.refuse("role", refused.verdict.line)
        else:
            flash(_("The mandate is added and waits to be verified."))
            return redirect(url_for("accounts.person", identity=identity), 303)
    return _mandate_page(who, form, 422)


@blueprint.post("/people/<int:identity>/invitation")
@staff_only
def invite_again(identity: int):
    who = _person(identity)
    if who.password_hash or who.closed_at:
        abort(404)
    newest = max(who.mandates, key=lambda m: m.id, default=None)
    operations.send_invitation(current_actor(), who, newest)
    flash(_("The invitation is sent again. Links of before no longer work."))
    return redirect(url_for("accounts.person", identity=identity), 303)


@blueprint.post("/people/<int:identity>/view")
@staff_only
def view_as(identity: int):
    who, form = _person(identity), ViewForm()
    if not form.validate_on_submit():
        return _page(who, 422, form)
    view_the_site_as(current_actor(), g.web_session, who, form.reason.data or "")
    return renew(redirect("/", 303))


@blueprint.post("/view/end")
@signed_in
def end_view():
    """The only act that is open while one views the site as somebody, beside signing out."""
    seen = end_the_view(g.web_session)
    return renew(redirect(url_for("accounts.person", identity=seen) if seen else "/", 303))


def _person(identity: int) -> Person:
    found = queries.find(identity)
    if found is None:
        abort(404)
    return found


def _offered(form: MandateForm) -> MandateForm:
    admin = current_actor().acts_as(Role.ADMIN)
    form.offer(tuple(role for role in Role if admin or role not in RESERVED))
    form.offer_holders(mandate_queries.cities(), mandate_queries.bodies())
    return form


def _invite_page(form: InvitationForm, status: int):
    verdict = rules.may_add_anything(current_actor())
    return render("accounts/people/invite.html", form=_offered(form), verdict=verdict), status


def _mandate_page(who: Person, form: MandateForm, status: int):
    verdict = rules.may_add_anything(current_actor())
    return render("accounts/people/mandate.html", form=_offered(form), person=who, verdict=verdict), status


def _page(who: Person, status: int, form: ViewForm | None = None):
    rows = mandate_queries.of_person(who.id)
    page = render(
        "accounts/people/show.html",
        person=who,
        rows=rows,
        title_of=title_of,
        states={row.id: state_of(row) for row in rows},
        form=form or ViewForm(),
        verdict=rules.can_view_as(current_actor(), who, rows),
        views=queries.views_of(who.id),
        invitations=queries.open_invitations(who.id),
    )
    return page, status
