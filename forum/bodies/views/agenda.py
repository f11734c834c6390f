"""The agenda of a session, as the secretariat enters it: add, change, move up and down, remove."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.bodies import rules
from forum.bodies.forms import AgendaForm, PlainForm
from forum.bodies.operations import sessions as keeping
from forum.bodies.queries import sessions as reading
from forum.bodies.views.blueprint import blueprint, form_page, session_or_404
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from models import AgendaItem, BodySession

PAGE = "/bodies/<slug>/sessions/<int:identity>/agenda"


@blueprint.route(PAGE, methods=["GET", "POST"])
@signed_in
def agenda(slug: str, identity: int):
    session, form = session_or_404(slug, identity), AgendaForm()
    if request.method == "GET":
        return _page(session, form)
    if not form.validate_on_submit() or not rules.can_keep(current_actor()):
        return _page(session, form, 422)
    keeping.add_item(current_actor(), session, form.number.data, form.title.data)
    flash(_("The item is entered."))
    return redirect(request.path, 303)


@blueprint.route(f"{PAGE}/<int:item>", methods=["GET", "POST"])
@signed_in
def agenda_item(slug: str, identity: int, item: int):
    session = session_or_404(slug, identity)
    row = _item(session, item)
    form, title = AgendaForm(obj=row), _("Change item %(number)s", number=row.number)
    back = url_for("bodies.agenda", slug=slug, identity=identity)
    here = [(session.body.name, url_for("bodies.body", slug=slug)), (_("Agenda of %(session)s", session=session.name), back)]
    if request.method == "GET":
        return form_page(form, title, here)
    if not form.validate_on_submit() or not rules.can_keep(current_actor()):
        return form_page(form, title, here, 422)
    keeping.change_item(current_actor(), session, row, form.number.data, form.title.data)
    flash(_("Saved."))
    return redirect(back, 303)


@blueprint.post(f"{PAGE}/<int:item>/<any(up,down):way>")
@signed_in
def move_agenda_item(slug: str, identity: int, item: int, way: str):
    session = session_or_404(slug, identity)
    if PlainForm().validate_on_submit():
        keeping.move_item(current_actor(), session, _item(session, item), way)
    return redirect(url_for("bodies.agenda", slug=slug, identity=identity) + f"#item-{item}", 303)


@blueprint.post(f"{PAGE}/<int:item>/removal")
@signed_in
def remove_agenda_item(slug: str, identity: int, item: int):
    session = session_or_404(slug, identity)
    if PlainForm().validate_on_submit():
        keeping.remove_item(current_actor(), session, _item(session, item))
        flash(_("The item is removed."))
    return redirect(url_for("bodies.agenda", slug=slug, identity=identity), 303)


def _item(session: BodySession, identity: int) -> AgendaItem:
    return next((row for row in reading.agenda(session.id) if row.id == identity), None) or abort(404)


def _page(session: BodySession, form: Any, status: int = 200) -> tuple[str, int]:
    verdict = rules.can_keep(current_actor())
    page = render(
        "bodies/agenda.html",
        session=session,
        body=session.body,
        agenda=reading.agenda(session.id),
        used=reading.in_use(session.id),
        form=form,
        verdict=verdict,
    )
    return page, status if verdict else 409
