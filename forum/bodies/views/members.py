"""Entering a member of a body, and changing or ending what was entered."""

from typing import Any

from flask import abort, flash, redirect, url_for

from forum.bodies import rules
from forum.bodies.forms import MemberForm
from forum.bodies.operations import members as keeping
from forum.bodies.queries import members as reading
from forum.bodies.views.blueprint import blueprint, body_or_404, form_page
from forum.cities import countries
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.text import folded
from forum.kit.verdict import Refused
from models import Body, BodyMember


@blueprint.route("/bodies/<slug>/members/new", methods=["GET", "POST"])
@signed_in
def new_member(slug: str):
    return _entered(body_or_404(slug), None)


@blueprint.route("/bodies/<slug>/members/<int:identity>", methods=["GET", "POST"])
@signed_in
def edit_member(slug: str, identity: int):
    body = body_or_404(slug)
    return _entered(body, reading.find(body.id, identity) or abort(404))


def _entered(body: Body, member: BodyMember | None) -> Any:
    form, actor = MemberForm(obj=member) if member else MemberForm(), current_actor()
    form.country_iso2.choices = choices(
        [("", _("None")), *sorted(countries.names().items(), key=lambda one: folded(one[1]))]
    )
    title = _("Change %(member)s", member=member.name) if member else _("Add a member")
    here = [(body.name, url_for("bodies.body", slug=body.slug))]
    if not form.is_submitted():
        return form_page(form, title, here)
    if not form.validate_on_submit() or not rules.can_keep(actor):
        return form_page(form, title, here, 422)
    try:
        if member:
            keeping.change_member(actor, body, member, form.facts)
        else:
            keeping.add_member(actor, body, form.facts)
    except Refused as refused:
        form.refuse("name", refused.verdict.sentence)
        return form_page(form, title, here, 422)
    flash(_("Saved.") if member else _("The member is entered."))
    return redirect(url_for("bodies.body", slug=body.slug) + "#members", 303)
