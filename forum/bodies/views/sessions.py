"""A session of a body: its days, the calendar of its documents, its agenda, and what others draw below."""

from typing import Any

from flask import flash, redirect, url_for

from forum.bodies import rules
from forum.bodies.calendar import calendar_of
from forum.bodies.forms import SessionForm
from forum.bodies.operations import sessions as keeping
from forum.bodies.queries import sessions as reading
from forum.bodies.views.blueprint import blueprint, body_or_404, form_page, session_or_404
from forum.bodies.words import DOCUMENTS
from forum.kit import panels
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from models import Body, BodySession


@blueprint.get("/bodies/<slug>/sessions/<int:identity>")
def session(slug: str, identity: int):
    found, actor = session_or_404(slug, identity), current_actor()
    return render(
        "bodies/session.html",
        session=found,
        body=found.body,
        calendar=calendar_of(found),
        documents=DOCUMENTS,
        agenda=reading.agenda(found.id),
        sections=panels.draw("session", actor, found),
        verdict=rules.can_keep(actor),
    )


@blueprint.route("/bodies/<slug>/sessions/new", methods=["GET", "POST"])
@signed_in
def new_session(slug: str):
    body = body_or_404(slug)
    return _entered(body, None)


@blueprint.route("/bodies/<slug>/sessions/<int:identity>/edit", methods=["GET", "POST"])
@signed_in
def edit_session(slug: str, identity: int):
    found = session_or_404(slug, identity)
    return _entered(found.body, found)


def _entered(body: Body, row: BodySession | None) -> Any:
    form, actor = SessionForm(obj=row) if row else SessionForm(), current_actor()
    title = _("Edit the session") if row else _("Add a session")
    here = [(body.name, url_for("bodies.body", slug=body.slug))]
    if row:
        here.append((row.name, url_for("bodies.session", slug=body.slug, identity=row.id)))
    if not form.is_submitted():
        return form_page(form, title, here)
    if not form.validate_on_submit() or not rules.can_keep(actor):
        return form_page(form, title, here, 422)
    if row:
        keeping.edit_session(actor, body, row, form.facts)
    else:
        row = keeping.add_session(actor, body, form.facts)
    flash(_("The session is entered."))
    return redirect(url_for("bodies.session", slug=body.slug, identity=row.id), 303)
