"""The bodies that can be asked, in their tree, and the page of one; the secretariat enters and changes them."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, url_for
from sqlalchemy import select

from forum.bodies import rules
from forum.bodies.calendar import calendar_of
from forum.bodies.forms import BodyForm
from forum.bodies.operations import bodies as keeping
from forum.bodies.queries import bodies as reading
from forum.bodies.queries import members as sitting
from forum.bodies.views.blueprint import blueprint, body_or_404, form_page
from forum.bodies.words import DOCUMENTS, KINDS, MANY
from forum.kit import panels
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Body
from models.base import db


@blueprint.get("/bodies")
def bodies():
    actor = current_actor()
    return render(
        "bodies/index.html",
        tree=reading.tree(reading.bodies()),
        sessions=reading.next_sessions(),
        counts=reading.forwarded_counts(),
        sits_on=sitting.bodies_of(actor),
        verdict=rules.can_keep(actor),
    )


@blueprint.get("/bodies/<slug>")
def body(slug: str):
    found, actor = body_or_404(slug), current_actor()
    parent, children = reading.around(found)
    table, seats = sitting.members(found.id), sitting.seats(actor, found.id)
    if seats or actor.is_staff:
        sitting.with_speakers(table, found.id)
    return render(
        "bodies/body.html",
        body=found,
        parent=parent,
        children=children,
        table=table,
        seats=seats,
        kinds=KINDS,
        many=MANY,
        documents=DOCUMENTS,
        sessions=[(row, calendar_of(row)) for row in reading.sessions_of(found.id)],
        sections=panels.draw("body", actor, found),
        verdict=rules.can_keep(actor),
    )


@blueprint.route("/bodies/new", methods=["GET", "POST"])
@signed_in
def new_body():
    form, actor = BodyForm(), current_actor()
    form.offer(reading.bodies())
    if not form.is_submitted():
        return _page(form)
    if not form.validate_on_submit() or not rules.can_keep(actor):
        return _page(form, 422)
    try:
        row = keeping.add_body(actor, form.facts)
    except Refused as refused:
        form.refuse("name", refused.verdict.sentence)
        return _page(form, 422)
    flash(_("The body is entered. Add its members and its sessions."))
    return redirect(url_for("bodies.body", slug=row.slug), 303)


@blueprint.route("/bodies/<slug>/edit", methods=["GET", "POST"])
@signed_in
def edit_body(slug: str):
    found, actor = body_or_404(slug), current_actor()
    form = BodyForm(obj=found, data={"parent": found.parent_id or 0})
    form.offer(reading.bodies(), found)
    if not form.is_submitted():
        return _page(form, body=found)
    if not form.validate_on_submit() or not rules.can_keep(actor):
        return _page(form, 422, found)
    try:
        keeping.edit_body(actor, found, form.facts)
    except Refused as refused:
        form.refuse("parent", refused.verdict.sentence)
        return _page(form, 422, found)
    flash(_("Saved."))
    return redirect(url_for("bodies.body", slug=slug), 303)


def as_subjects(_actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    rows = db.session.scalars(select(Body).where(Body.id.in_(list(ids))))
    return {row.id: Subject("body", row.id, row.name, url_for("bodies.body", slug=row.slug)) for row in rows}


def _page(form: Any, status: int = 200, body: Any = None) -> tuple[str, int]:
    here = [(body.name, url_for("bodies.body", slug=body.slug))] if body else []
    return form_page(form, _("Edit the body") if body else _("Add a body"), here, status)
