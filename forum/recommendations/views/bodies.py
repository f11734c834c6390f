"""Pages of the bodies that can be asked; the secretariat enters them and their sessions."""

from collections.abc import Iterable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from sqlalchemy import select

from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations import rules
from forum.recommendations.forms import BodyForm, SessionForm
from forum.recommendations.operations import bodies as keeping
from forum.recommendations.queries import bodies as reading
from forum.recommendations.queries.recommendations import dispositions, sponsor_counts
from forum.recommendations.views.blueprint import blueprint, vocabulary
from forum.recommendations.words import answer_sentence
from models import Body
from models.base import db


@blueprint.get("/bodies")
def bodies():
    return render(
        "recommendations/bodies.html",
        bodies=reading.bodies(),
        sessions=reading.next_sessions(),
        counts=reading.forwarded_counts(),
        verdict=rules.can_keep_bodies(current_actor()),
    )


@blueprint.get("/bodies/<slug>")
def body(slug: str):
    found = _found(slug)
    page = reading.before(found, request.args.get("after"))
    ids = [row.id for row in page.items]
    return render(
        "recommendations/body.html",
        body=found,
        page=page,
        sessions=reading.sessions_of(found.id),
        counts=sponsor_counts(ids),
        answers=dispositions(ids),
        answer_sentence=answer_sentence,
        verdict=rules.can_keep_bodies(current_actor()),
        **vocabulary(),
    )


@blueprint.get("/bodies/new")
@signed_in
def new_body():
    return _page(BodyForm(), None)


@blueprint.post("/bodies/new")
@signed_in
def add_body():
    form, actor = BodyForm(), current_actor()
    if not form.validate_on_submit() or not rules.can_keep_bodies(actor):
        return _page(form, None, 422)
    try:
        row = keeping.add_body(actor, form.name.data, form.acronym.data, form.about.data)
    except Refused as refused:
        form.refuse("name", refused.verdict.sentence)
        return _page(form, None, 422)
    flash(_("The body is entered. Add its sessions."))
    return redirect(url_for("recommendations.body", slug=row.slug), 303)


@blueprint.get("/bodies/<slug>/sessions/new")
@signed_in
def new_session(slug: str):
    return _page(SessionForm(), _found(slug))


@blueprint.post("/bodies/<slug>/sessions/new")
@signed_in
def add_session(slug: str):
    found, form, actor = _found(slug), SessionForm(), current_actor()
    if not form.validate_on_submit() or not rules.can_keep_bodies(actor):
        return _page(form, found, 422)
    try:
        days = (form.starts_on.data, form.ends_on.data)
        keeping.add_session(actor, found, form.name.data, form.place.data, days, form.documents_due_on.data)
    except Refused as refused:
        form.refuse("ends_on", refused.verdict.sentence)
        return _page(form, found, 422)
    flash(_("The session is entered."))
    return redirect(url_for("recommendations.body", slug=slug), 303)


def as_subjects(_actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    rows = db.session.scalars(select(Body).where(Body.id.in_(list(ids))))
    return {row.id: Subject("body", row.id, row.name, url_for("recommendations.body", slug=row.slug)) for row in rows}


def _found(slug: str) -> Any:
    found = reading.find_body(slug)
    if found is None:
        abort(404)
    return found


def _page(form: Any, found: Any, status: int = 200) -> tuple[str, int]:
    verdict = rules.can_keep_bodies(current_actor())
    page = render("recommendations/body_form.html", form=form, body=found, verdict=verdict)
    return page, status if verdict else 409
