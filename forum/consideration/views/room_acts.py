"""What members of a body write in its room: each form has an address of its own, and comes back with what was typed."""

from typing import Any

from flask import abort, flash, redirect, request

from forum.consideration.forms import room as forms
from forum.consideration.operations import room as operations
from forum.consideration.queries import room as reading
from forum.consideration.rules import room as rules
from forum.consideration.views.blueprint import blueprint
from forum.consideration.views.room import Item, asked, item_or_404, item_page, question_form, suggestion_form
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.verdict import Refused

ITEM = "/bodies/<slug>/room/<int:path_id>"


@blueprint.post(f"{ITEM}/position")
@signed_in
def room_position(slug: str, path_id: int):
    item, form = item_or_404(slug, path_id), forms.PositionForm()

    def act(seat: Any) -> None:
        operations.state(current_actor(), seat, item.path, item.row, form.stance.data, form.text.data or "")

    return _done(item, "position", form, act, _("The position of your member is stated."), "positions")


@blueprint.post(f"{ITEM}/questions")
@signed_in
def room_question(slug: str, path_id: int):
    item = item_or_404(slug, path_id)
    form = question_form(item)

    def act(seat: Any) -> None:
        operations.ask(current_actor(), seat, item.path, item.row, form.text.data, form.due_on.data)

    return _done(item, "question", form, act, _("Asked. The lead city hears of it at once."), "questions")


@blueprint.post(f"{ITEM}/suggestions")
@signed_in
def room_suggestion(slug: str, path_id: int):
    item = item_or_404(slug, path_id)
    form = suggestion_form(item, asked(item, request.args.get("ask")))

    def act(seat: Any) -> None:
        chosen = next(ask for ask in item.asks if ask.id == form.ask.data)
        operations.suggest(current_actor(), seat, item.path, item.row, chosen, form.text.data, form.reason.data or "")

    return _done(item, "suggestion", form, act, _("Suggested. The room reads it; the text stays as it is."), "suggestions")


@blueprint.post(f"{ITEM}/suggestions/<int:suggestion>/withdrawal")
@signed_in
def room_suggestion_withdrawal(slug: str, path_id: int, suggestion: int):
    item = item_or_404(slug, path_id)
    found = [row for row in reading.talk([item.path.id]).suggestions.get(item.path.id, []) if row.id == suggestion]
    row = found[0] if found else abort(404)
    if forms.PlainForm().validate_on_submit():
        operations.withdraw(current_actor(), item.desk.seat, item.path, item.row, row)
        flash(_("Withdrawn."))
    return redirect(f"{item.address}#suggestions", 303)


def _done(item: Item, name: str, form: Any, act: Any, sentence: str, anchor: str) -> Any:
    """Judge, validate, act; the page again with the form where one of these says no."""
    seat = item.desk.seat
    if not rules.can_speak(current_actor(), seat, item.path):
        return item_page(item, 409, **{name: form})
    if not form.validate_on_submit():
        return item_page(item, 422, **{name: form})
    try:
        act(seat)
    except Refused as refused:
        form.refuse("text", refused.verdict.sentence)
        return item_page(item, 409, **{name: form})
    flash(sentence)
    return redirect(f"{item.address}#{anchor}", 303)
