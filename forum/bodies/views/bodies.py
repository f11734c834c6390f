"""Pages of the bodies that can be asked; the secretariat enters them and their sessions."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, url_for
from sqlalchemy import select

from forum.bodies import rules
from forum.bodies.forms import BodyForm, SessionForm
from forum.bodies.operations import bodies as keeping
from forum.bodies.queries import bodies as reading
from forum.bodies.views.blueprint import blueprint, body_or_404
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
    return render(
        "bodies/index.html",
        bodies=reading.bodies(),
        sessions=reading.next_sessions(),
        counts=reading.forwarded_counts(),
        verdict=rules.can_keep(current_actor()),
    )


@blueprint.get("/bodies/<slug>")
def body(slug: str):
    found, actor = body_or_404(slug), current_actor()
    return render(
        "bodies/body.html",
        body=found,
        sessions=reading.sessions_of(found.id),
        sections=panels.draw("body", actor, found),
        verdict=rules.can_keep(actor),
    )


@blueprint.get("/bodies/new")
@signed_in
def new_body():
    return _page(BodyForm(), None)


@blueprint.post("/bodies/new")
@signed_in
def add_body():
    form, actor = BodyForm(), current_actor()
    if not form.validate_on_submit() or not rules.can_keep(actor):
        return _page(form, None, 422)
    try:
        row = keeping.add_body(actor, form.name.data, form.acronym.data, form.about.data)
    except Refused as refused:
        form.refuse("name", refused.verdict.sentence)
        return _page(form, None, 422)
    flash(_("The body is entered. Add its sessions."))
    return redirect(url_for("bodies.body", slug=row.slug), 303)


@blueprint.get("/bodies/<slug>/sessions/new")
@signed_in
def new_session(slug: str):
    return _page(SessionForm(), body_or_404(slug))


@blueprint.post("/bodies/<slug>/sessions/new")
@signed_in
def add_session(slug: str):
    found, form, actor = body_or_404(slug), SessionForm(), current_actor()
    if not form.validate_on_submit() or not rules.can_keep(actor):
        return _page(form, found, 422)
    try:
        days = (form.starts_on.data, form.ends_on.data)
        keeping.add_session(actor, found, form.name.data, form.place.data, days, form.documents_due_on.data)
    except Refused as refused:
        form.refuse("ends_on", refused.verdict.sentence)
        return _page(form, found, 422)
    flash(_("The session is entered."))
    return redirect(url_for("bodies.body", slug=slug), 303)


def as_subjects(_actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    rows = db.session.scalars(select(Body).where(Body.id.in_(list(ids))))
    return {row.id: Subject("body", row.id, row.name, url_for("bodies.body", slug=row.slug)) for row in rows}


def _page(form: Any, found: Any, status: int = 200) -> tuple[str, int]:
    verdict = rules.can_keep(current_actor())
    page = render("bodies/body_form.html", form=form, body=found, verdict=verdict)
    return page, status if verdict else 409
