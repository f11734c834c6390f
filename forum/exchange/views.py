"""Pages of the exchange; experiences and challenges share them, each under its own address."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from sqlalchemy import select

from forum.cities import countries
from forum.exchange import operations, queries, rules
from forum.exchange.forms import FORMS
from forum.kit import panels
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from forum.kit.verdict import Conflict
from models import Contribution
from models.base import db

blueprint = Blueprint("exchange", __name__)
KINDS = {"experiences": "experience", "challenges": "challenge"}


def address(row: Contribution) -> str:
    return url_for("exchange.show", many=f"{row.kind}s", identity=row.id)


@blueprint.get("/experiences", endpoint="experiences", defaults={"many": "experiences"})
@blueprint.get("/challenges", endpoint="challenges", defaults={"many": "challenges"})
def index(many: str):
    page = queries.listing(KINDS[many], request.args.to_dict(), request.args.get("after"))
    verdict = rules.can_contribute(current_actor())
    return render("exchange/index.html", page=page, many=many, verdict=verdict, address=address, countries=countries.names())


@blueprint.get("/<any(experiences, challenges):many>/<int:identity>")
def show(many: str, identity: int):
    row = _found(many, identity)
    actor = current_actor()
    sections = panels.draw("contribution", actor, row)
    verdict = rules.can_edit(row, actor)
    return render("exchange/show.html", row=row, many=many, verdict=verdict, sections=sections, countries=countries.names())


@blueprint.get("/<any(experiences, challenges):many>/<int:identity>/history")
def history(many: str, identity: int):
    row = _found(many, identity)
    return render("exchange/history.html", row=row, address=address, revisions=queries.revisions(row.id))


@blueprint.get("/<any(experiences, challenges):many>/new")
@signed_in
def new(many: str):
    verdict = rules.can_contribute(current_actor())
    return render("exchange/form.html", form=FORMS[KINDS[many]](), many=many, verdict=verdict), 200 if verdict else 409


@blueprint.post("/<any(experiences, challenges):many>/new")
@signed_in
def create(many: str):
    form, actor = FORMS[KINDS[many]](), current_actor()
    verdict = rules.can_contribute(actor)
    if not form.validate_on_submit() or not verdict:
        return render("exchange/form.html", form=form, many=many, verdict=verdict), 422 if verdict else 409
    row = operations.publish(actor, KINDS[many], actor.mandate.city, _fields(form), {})
    return redirect(address(row), 303)


@blueprint.get("/<any(experiences, challenges):many>/<int:identity>/edit")
@signed_in
def edit(many: str, identity: int):
    row = _found(many, identity)
    verdict = rules.can_edit(row, current_actor())
    form = FORMS[row.kind](obj=row)
    if not form.is_submitted():
        form.seen.data = form.seen.data or str(row.revision)
    return render("exchange/form.html", form=form, many=many, verdict=verdict, row=row), 200 if verdict else 409


@blueprint.post("/<any(experiences, challenges):many>/<int:identity>/edit")
@signed_in
def update(many: str, identity: int):
    row, form, actor = _found(many, identity), FORMS[KINDS[many]](), current_actor()
    verdict = rules.can_edit(row, actor)
    if not form.validate_on_submit() or not verdict:
        return render("exchange/form.html", form=form, many=many, verdict=verdict, row=row), 422 if verdict else 409
    try:
        operations.revise(actor, row, _fields(form), int(form.seen.data) if (form.seen.data or "").isdigit() else 0)
    except Conflict as conflict:
        form.seen.data = str(row.revision)
        return render("exchange/form.html", form=form, many=many, verdict=verdict, row=row, conflict=conflict), 409
    return redirect(address(row), 303)


def _found(many: str, identity: int) -> Contribution:
    row = queries.get(KINDS[many], identity, current_actor())
    if row is None:
        abort(404)
    return row


def _fields(form: Any) -> dict[str, Any]:
    names = [f.name for f in form if f.type in ("StringField", "TextAreaField")]
    return {name: (form[name].data or "").strip() for name in names}


def city_panel(actor: Any, city: Any) -> str:
    rows = queries.of_city(city.id)
    return render("exchange/_city.html", rows=rows, address=address) if rows else ""


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    statement = queries.visible_to(select(Contribution).where(Contribution.id.in_(list(ids))), actor)
    rows = db.session.scalars(statement)
    return {r.id: Subject("contribution", r.id, r.title, address(r), (r.city_id,), r.author_id, r.body_html) for r in rows}
