"""Mandates: those that wait for the secretariat, one with its evidence, and the people of one's own city."""

from flask import abort, flash, redirect, request, url_for

from forum.accounts import operations, rules
from forum.accounts.actor import in_force, title_of
from forum.accounts.forms.mandates import CityInvitationForm, EndingForm, VerificationForm
from forum.accounts.limits import by_address
from forum.accounts.queries import mandates as queries
from forum.accounts.rules.mandates import OF_THE_CITY
from forum.accounts.views.blueprint import blueprint
from forum.kit import clock
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.security import local_path
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Mandate


def has_ended(mandate: Mandate) -> bool:
    return bool(mandate.ended_at or (mandate.ends_on and mandate.ends_on < clock.today()))


def state_of(mandate: Mandate) -> tuple[str, str]:
    """A badge: its meaning and its words."""
    if has_ended(mandate):
        return "", _("ended")
    if mandate.verification is None:
        return "waiting", _("waits to be verified")
    if not in_force(mandate, clock.today()):
        return "waiting", _("begins later")
    return "open", _("in force")


def may_see(mandate: Mandate) -> bool:
    """Staff, the person, and those who speak for the same city."""
    actor = current_actor()
    same_city = mandate.city_id is not None and mandate.city_id in actor.city_ids
    return actor.is_staff or mandate.person_id == actor.person_id or same_city


@blueprint.get("/mandates")
@staff_only
def mandates():
    page = queries.waiting(request.args.get("after"))
    actor = current_actor()
    verdicts = {mandate.id: rules.can_verify(mandate, actor) for mandate in page.items}
    return render("accounts/mandates.html", page=page, verdicts=verdicts, title_of=title_of, count=queries.waiting_count())


@blueprint.get("/mandates/<int:identity>")
@signed_in
def mandate(identity: int):
    return _page(_visible(identity), 200)


@blueprint.post("/mandates/<int:identity>/verification")
@staff_only
def verify(identity: int):
    row, form = _visible(identity), VerificationForm()
    if not form.validate_on_submit():
        return _page(row, 422, verification=form)
    operations.verify_mandate(current_actor(), row, form.note.data or "")
    flash(_("Verified: %(who)s, %(what)s.", who=row.person.name, what=title_of(row)))
    return redirect(local_path(request.form.get("next"), url_for("accounts.mandate", identity=identity)), 303)


@blueprint.post("/mandates/<int:identity>/ending")
@signed_in
def end(identity: int):
    row, form = _visible(identity), EndingForm()
    if not form.validate_on_submit():
        return _page(row, 422, ending=form)
    operations.end_mandate(current_actor(), row, form.reason.data or "")
    flash(_("The mandate has ended: %(who)s, %(what)s.", who=row.person.name, what=title_of(row)))
    return redirect(url_for("accounts.mandate", identity=identity), 303)


@blueprint.get("/city/people")
@signed_in
def city_people():
    return _city_page(CityInvitationForm(), 200)


@blueprint.post("/city/people")
@signed_in
@by_address("30/hour")
def invite_to_city():
    """The same sentence whether the address has an account or not."""
    actor, form = current_actor(), CityInvitationForm()
    form.offer(OF_THE_CITY)
    if form.validate_on_submit():
        try:
            operations.invite(actor, form.email.data or "", form.name.data or "", city_id=actor.city_id, **form.fields)
        except Refused as refused:
            form.refuse("role", refused.verdict.line)
        else:
            flash(_("%(name)s is invited by mail. The secretariat verifies the mandate.", name=form.name.data))
            return redirect(url_for("accounts.city_people"), 303)
    return _city_page(form, 422)


def _visible(identity: int) -> Mandate:
    row = queries.find(identity)
    if row is None or not may_see(row):
        abort(404)
    return row


def _page(row: Mandate, status: int, verification: VerificationForm | None = None, ending: EndingForm | None = None):
    actor = current_actor()
    page = render(
        "accounts/mandate.html",
        mandate=row,
        name=queries.invited_names([row]).get(row.id, row.person.name) if not actor.is_staff else row.person.name,
        title=title_of(row),
        state=state_of(row),
        verdict=rules.can_verify(row, actor),
        may_end=rules.can_end(row, actor),
        verification=verification or VerificationForm(),
        ending=ending or EndingForm(),
        may_read_evidence=actor.is_staff or row.person_id == actor.person_id or actor.leads_city,
    )
    return page, status


def _city_page(form: CityInvitationForm, status: int):
    actor = current_actor()
    if not actor.speaks_for_city:
        abort(404)
    form.offer(OF_THE_CITY)
    rows = sorted(queries.of_city(actor.city_id), key=lambda row: (has_ended(row), row.id))
    page = render(
        "accounts/city_people.html",
        form=form,
        city=actor.mandate.city,
        rows=rows,
        names=queries.invited_names(rows),
        states={row.id: state_of(row) for row in rows},
        verdict=rules.can_add(actor, OF_THE_CITY[0], actor.city_id),
    )
    return page, status
