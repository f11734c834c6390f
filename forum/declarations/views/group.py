"""The drafting group: which cities write, which observers read."""

from typing import Any

from flask import flash, redirect
from sqlalchemy import select

from forum.accounts.operations import find_by_email
from forum.declarations.dossier import Dossier
from forum.declarations.forms import GroupForm, ObserverForm
from forum.declarations.operations import beginning
from forum.declarations.queries import declarations as reading
from forum.declarations.rules import drafting
from forum.declarations.views.blueprint import blueprint, dossier_or_404, vocabulary
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import City, Person
from models.base import db

HERE = "/declarations/<int:identity>/group"


@blueprint.get(HERE)
@signed_in
def group(identity: int):
    return _page(dossier_or_404(identity), GroupForm(), ObserverForm(), 200)


@blueprint.post(HERE)
@signed_in
def invite(identity: int):
    dossier, form = dossier_or_404(identity), GroupForm()
    if not form.validate_on_submit():
        return _page(dossier, form, ObserverForm(formdata=None), 422)
    city = db.session.scalar(select(City).where((City.name == form.city.data) | (City.slug == form.city.data)))
    if city is None:
        form.refuse("city", _("No city of this name takes part in the forum."))
        return _page(dossier, form, ObserverForm(formdata=None), 422)
    try:
        beginning.invite_city(dossier, current_actor(), city)
    except Refused as refused:
        form.refuse("city", refused.verdict.line)
        return _page(dossier, form, ObserverForm(formdata=None), 409)
    flash(_("%(city)s is in the drafting group.", city=city.name))
    return redirect(f"/declarations/{identity}/group", 303)


@blueprint.post(f"{HERE}/observers")
@signed_in
def invite_observer(identity: int):
    dossier, form = dossier_or_404(identity), ObserverForm()
    if not form.validate_on_submit():
        return _page(dossier, GroupForm(formdata=None), form, 422)
    person = find_by_email(form.email.data)
    if person is None:
        form.refuse("email", _("No observer with this address takes part in the forum."))
        return _page(dossier, GroupForm(formdata=None), form, 422)
    try:
        beginning.invite_observer(dossier, current_actor(), person)
    except Refused as refused:
        form.refuse("email", refused.verdict.sentence)
        return _page(dossier, GroupForm(formdata=None), form, 409)
    flash(_("%(name)s may read this while it is consulted on.", name=person.name))
    return redirect(f"/declarations/{identity}/group", 303)


def _page(dossier: Dossier, form: Any, observer_form: Any, status: int) -> tuple[str, int]:
    people = list(db.session.scalars(select(Person).where(Person.id.in_(dossier.observers)).order_by(Person.name)))
    joined = reading.group_cities(dossier.id)
    known = {city.id for city in joined}
    others = select(City).where(City.accredited_at.is_not(None)).order_by(City.name)
    page = render(
        "declarations/group.html",
        dossier=dossier,
        form=form,
        observer_form=observer_form,
        cities=joined,
        choices=[city for city in db.session.scalars(others) if city.id not in known],
        observers=people,
        verdict=drafting.can_invite(dossier, current_actor()),
        **vocabulary(),
    )
    return page, status
