"""What belongs to the desk as a whole: who has how much, the list of what is checked, and one's own interests."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from sqlalchemy import select

from forum.cities.queries import directory
from forum.kit.forms import Form, choices, stripped
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.screening.forms import InterestForm, ItemForm
from forum.screening.operations import checklist as writing
from forum.screening.operations import interests
from forum.screening.queries import desk
from forum.screening.views.blueprint import blueprint
from models import ChecklistItem, City, DeclaredInterest
from models.base import db


@blueprint.get("/queue/workload")
@staff_only
def workload():
    return render("screening/workload.html", loads=desk.workload(current_actor()))


@blueprint.get("/queue/checklist")
@staff_only
def checklist():
    return _list_page(ItemForm(), 200)


@blueprint.post("/queue/checklist")
@staff_only
def add_item():
    form = ItemForm()
    if not form.validate_on_submit():
        return _list_page(form, 422)
    writing.add(current_actor(), form.text.data)
    flash(_("Added to the list."))
    return redirect(url_for("screening.checklist"), 303)


@blueprint.post("/queue/checklist/<int:identity>")
@staff_only
def change_item(identity: int):
    """New words for a line, or off the list."""
    item = db.session.scalar(select(ChecklistItem).filter_by(id=identity, retired_at=None))
    if item is None or not Form().validate_on_submit():
        abort(404)
    words = stripped(request.form.get("text"))[:500]
    if request.form.get("act") == "retire":
        writing.retire(current_actor(), item)
        flash(_("Taken off the list."))
    elif words:
        writing.reword(current_actor(), item, words)
        flash(_("Saved."))
    return redirect(url_for("screening.checklist"), 303)


def _list_page(form: Any, status: int) -> tuple[str, int]:
    verdict = writing.can_edit(current_actor())
    return render("screening/checklist.html", items=desk.checklist(), form=form, verdict=verdict), status


@blueprint.get("/interests")
@signed_in
def own_interests():
    return _interests_page(_interest_form(), 200)


@blueprint.post("/interests")
@signed_in
def declare_interest():
    form, actor = _interest_form(), current_actor()
    if not interests.can_declare(actor):
        abort(404)
    if not form.validate_on_submit():
        return _interests_page(form, 422)
    city = db.session.get(City, form.city.data) if form.city.data in [option.value for option in form.city.choices] else None
    try:
        interests.declare(actor, form.recommendation.data, city if form.city.data else None, form.reason.data)
    except Refused as refused:
        form.refuse("recommendation", refused.verdict.sentence)
        return _interests_page(form, 422)
    flash(_("Your interest is declared. You see nothing of its review from now on."))
    return redirect(url_for("screening.own_interests"), 303)


@blueprint.post("/interests/<int:identity>/end")
@signed_in
def end_interest(identity: int):
    row = db.session.get(DeclaredInterest, identity)
    if row is None or row.person_id != current_actor().person_id:
        abort(404)
    interests.end(current_actor(), row)
    flash(_("The interest has ended."))
    return redirect(url_for("screening.own_interests"), 303)


def _interest_form() -> InterestForm:
    form = InterestForm(draft="interest")
    cities = db.session.scalars(directory.visible().order_by(City.name))
    form.city.choices = choices([(0, _("No city")), *[(city.id, city.name) for city in cities]])
    return form


def _interests_page(form: Any, status: int) -> tuple[str, int]:
    actor = current_actor()
    if not interests.can_declare(actor):
        abort(404)
    return render("screening/interests.html", form=form, interests=desk.interests(actor.person_id)), status
