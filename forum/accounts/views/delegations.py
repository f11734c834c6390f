"""Delegations of authority of one's own city: who signs for the mayor, from when until when; and granting one."""

from flask import abort, flash, redirect, url_for

from forum.accounts import rules as who
from forum.accounts.actor import in_force
from forum.accounts.forms.delegations import DelegationForm
from forum.accounts.limits import by_address
from forum.accounts.operations.delegations import delegate
from forum.accounts.queries import mandates as queries
from forum.accounts.queries import people as people_queries
from forum.accounts.rules import delegation as rules
from forum.accounts.views.blueprint import blueprint
from forum.accounts.views.mandates import has_ended, state_of
from forum.kit import clock
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Mandate, Role


@blueprint.get("/city/delegations")
@signed_in
def delegations():
    return _page(DelegationForm(), 200)


@blueprint.post("/city/delegations")
@signed_in
@by_address("30/hour")
def grant_delegation():
    actor, form = current_actor(), DelegationForm()
    form.offer(_people(_rows()))
    if form.validate_on_submit():
        person = people_queries.find(int(form.person.data))
        fields = {name: form[name].data for name in ("office", "starts_on", "ends_on", "scope", "evidence")}
        try:
            row = delegate(actor, person, **fields)
        except Refused as refused:
            form.refuse("person", refused.verdict.line)
        else:
            name = row.person.name
            flash(
                _("Delegated to %(name)s. It counts from the first day on, when the secretariat has verified it.", name=name)
            )
            return redirect(url_for("accounts.delegations"), 303)
    return _page(form, 422)


def _rows() -> list[Mandate]:
    actor = current_actor()
    if not actor.speaks_for_city:
        abort(404)
    return queries.of_city(actor.city_id)


def _people(rows: list[Mandate]) -> list[tuple[int, str]]:
    """Those who act for the city today, but oneself."""
    day, mine = clock.today(), current_actor().person_id
    found = {row.person_id: row.person.name for row in rows if in_force(row, day) and row.person_id != mine}
    return sorted(found.items(), key=lambda one: one[1])


def _page(form: DelegationForm, status: int):
    actor, rows = current_actor(), _rows()
    people = _people(rows)
    form.offer(people)
    deputies = sorted((row for row in rows if row.role == Role.DEPUTY), key=lambda row: (has_ended(row), -row.id))
    page = render(
        "accounts/delegations.html",
        form=form,
        city=actor.mandate.city,
        rows=deputies,
        states={row.id: state_of(row) for row in deputies},
        may_end={row.id: who.can_end(row, actor) for row in deputies},
        people=people,
        verdict=rules.can_delegate(actor),
    )
    return page, status
