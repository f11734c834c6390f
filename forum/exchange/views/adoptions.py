""" "We did this too", what came of it, and asking to be put in touch."""

from typing import Any

from flask import abort, flash, redirect, request

from forum.exchange import operations, queries, rules
from forum.exchange.forms import AdoptionForm, ContactForm, OutcomeForm
from forum.exchange.views.common import act_page, address, blueprint, found
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import language, render
from forum.kit.verdict import Refused, Verdict
from models import Adoption


@blueprint.get("/experiences/<int:identity>/adoptions")
@signed_in
def adopting(identity: int):
    row = found("experiences", identity)
    form, verdict = _adoption_form(row), _may_adopt(row)
    form.challenge.data = form.challenge.data or request.args.get("challenge", 0, int)
    return act_page(row, form, verdict, _("We did this too"), 200 if verdict else 409)


@blueprint.post("/experiences/<int:identity>/adoptions")
@signed_in
def adopt(identity: int):
    row, actor = found("experiences", identity), current_actor()
    form, verdict = _adoption_form(row), _may_adopt(row)
    if not verdict or not form.validate_on_submit():
        return act_page(row, form, verdict, _("We did this too"), 422 if verdict else 409)
    named = next((one for one in queries.open_challenges(actor) if one.id == form.challenge.data), None)
    made = operations.adopt(actor, row, (form.text.data or "").strip(), named)
    return redirect(f"{address(row)}#adoption-{made.id}", 303)


@blueprint.get("/adoptions/<int:identity>/outcome")
@signed_in
def outcome(identity: int):
    adoption = _adoption(identity)
    verdict = rules.can_tell_outcome(adoption, current_actor(), language())
    form = OutcomeForm(draft=f"outcome:{adoption.id}")
    return act_page(adoption.experience, form, verdict, _("What came of it"), 200 if verdict else 409)


@blueprint.post("/adoptions/<int:identity>/outcome")
@signed_in
def tell_outcome(identity: int):
    adoption, actor = _adoption(identity), current_actor()
    form, verdict = OutcomeForm(draft=f"outcome:{adoption.id}"), rules.can_tell_outcome(adoption, actor, language())
    if not verdict or not form.validate_on_submit():
        return act_page(adoption.experience, form, verdict, _("What came of it"), 422 if verdict else 409)
    operations.tell_outcome(actor, adoption, (form.text.data or "").strip())
    return redirect(f"{address(adoption.experience)}#adoption-{adoption.id}", 303)


@blueprint.get("/experiences/<int:identity>/contact")
@signed_in
def contacting(identity: int):
    row, actor = found("experiences", identity), current_actor()
    verdict = rules.can_ask_contact(row, actor, queries.has_asked(row.id, actor))
    form = ContactForm(draft=f"contact:{row.id}")
    return act_page(row, form, verdict, _("Ask to be put in touch"), 200 if verdict else 409)


@blueprint.post("/experiences/<int:identity>/contact")
@signed_in
def ask_contact(identity: int):
    row, actor = found("experiences", identity), current_actor()
    form = ContactForm(draft=f"contact:{row.id}")
    verdict = rules.can_ask_contact(row, actor, queries.has_asked(row.id, actor))
    if not verdict or not form.validate_on_submit():
        return act_page(row, form, verdict, _("Ask to be put in touch"), 422 if verdict else 409)
    try:
        operations.ask_contact(actor, row, (form.text.data or "").strip())
    except Refused as refused:
        return act_page(row, form, refused.verdict, _("Ask to be put in touch"), 409)
    flash(_("The city has your words and your address. It answers you by mail."))
    return redirect(address(row), 303)


@blueprint.get("/experiences/<int:identity>/contacts")
@signed_in
def contacts(identity: int):
    """Who asks to be put in touch; for the city of the experience only."""
    row = found("experiences", identity)
    if not rules.sees_contact(row, current_actor()):
        abort(404)
    return render("exchange/contacts.html", row=row, requests=queries.contact_requests(row.id), back=address(row))


def _adoption_form(row: Any) -> AdoptionForm:
    form = AdoptionForm(draft=f"adopt:{row.id}")
    own = queries.open_challenges(current_actor())
    form.challenge.choices = choices([(0, _("None of them")), *[(one.id, one.title) for one in own]])
    return form


def _may_adopt(row: Any) -> Verdict:
    return rules.can_adopt(row, current_actor(), {one.city_id for one in queries.adoptions(row.id)})


def _adoption(identity: int) -> Adoption:
    """Visible where its experience is."""
    adoption = queries.adoption(identity)
    if adoption is None or not rules.is_visible(adoption.experience, current_actor()):
        abort(404)
    return adoption
