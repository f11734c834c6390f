"""The page of a declaration, beginning one, and changing its title and purpose."""

from typing import Any

from flask import redirect, request

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.forms import DeclarationForm, DescriptionForm
from forum.declarations.operations import beginning
from forum.declarations.queries import amendments as amending
from forum.declarations.queries import entries, parts, suggestions
from forum.declarations.rules import drafting
from forum.declarations.rules.reading import readable, readable_steps, reads_declinations, sees_drafting
from forum.declarations.steps import deadline_of, standing, stepper
from forum.declarations.views import register_words
from forum.declarations.views.agreement import agreed
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, verdicts, vocabulary
from forum.declarations.views.deeds import deeds
from forum.declarations.views.lists import subject_of
from forum.declarations.views.sheet import sheet
from forum.declarations.views.signatories import signatories
from forum.declarations.views.talks import talks_of
from forum.declarations.views.translated import translated
from forum.discussion import queries as discussion
from forum.kit import panels
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.security import address as full_address
from forum.kit.templating import render


@blueprint.get("/declarations/<int:identity>")
def declaration(identity: int):
    dossier, actor = dossier_or_404(identity), current_actor()
    subject = subject_of(dossier, actor)
    amendments = readable(dossier, actor, amending.amendments(identity))
    talks = talks_of(dossier, actor, subject)
    lines = sheet(dossier, amendments, discussion.clause_comments(actor, subject))
    return render(
        "declarations/declaration.html",
        dossier=dossier,
        row=dossier.row,
        talks=talks,
        thread=discussion.thread(actor, subject, request.args.get("comments"), **talks.thread),
        amendment_count=len(amendments),
        suggestion_count=_suggested(dossier, actor),
        verdicts=verdicts(dossier, actor),
        adoption=parts.adoption(identity),
        requests=_requests(dossier, actor),
        declined=_declined(dossier, actor),
        sections=panels.draw("declaration", actor, dossier.row),
        permanent=full_address(address(dossier)),
        registered=entries.standing_of(identity) if dossier.frozen else None,
        method_short=register_words.method_short,
        delegated=register_words.delegated,
        moment=register_words.moment,
        **signatories(dossier, request.args.get("order"), request.args.get("country")),
        **translated(dossier, lines, request.args.get("language", "")),
        **_bar(dossier, actor),
        **agreed(dossier, actor),
        **vocabulary(),
    )


@blueprint.get("/declarations/new")
@signed_in
def new():
    return _form_page(DeclarationForm())


@blueprint.post("/declarations/new")
@signed_in
def begin():
    form, actor = DeclarationForm(), current_actor()
    if not drafting.can_begin(actor) or not form.validate_on_submit():
        return _form_page(form)
    chosen = (form.title.data, form.purpose.data, form.template.data, form.language.data)
    invented = bool(actor.mandate.city.invented)
    return redirect(address(beginning.begin(actor, *chosen, invented=invented)), 303)


@blueprint.get("/declarations/<int:identity>/edit")
@signed_in
def describe(identity: int):
    dossier = dossier_or_404(identity)
    return _form_page(DescriptionForm(obj=dossier.row), dossier)


@blueprint.post("/declarations/<int:identity>/edit")
@signed_in
def change_description(identity: int):
    dossier, form, actor = dossier_or_404(identity), DescriptionForm(), current_actor()
    if not drafting.can_edit(dossier, actor) or not form.validate_on_submit():
        return _form_page(form, dossier)
    beginning.describe(dossier, actor, form.title.data, form.purpose.data)
    return redirect(address(dossier), 303)


def _form_page(form: Any, dossier: Dossier | None = None) -> tuple[str, int]:
    actor = current_actor()
    verdict = drafting.can_edit(dossier, actor) if dossier else drafting.can_begin(actor)
    status = 409 if not verdict else 422 if form.errors else 200
    title = _("Change title and purpose") if dossier else _("Begin a declaration")
    return render(
        "declarations/form.html", form=form, verdict=verdict, dossier=dossier, title=title, address=address
    ), status


def _bar(dossier: Dossier, actor: Actor) -> dict[str, Any]:
    """The stage bar on top: where it stands, until when, what this reader can do and what not."""
    offered = deeds(dossier, actor)
    return {
        "steps": stepper(dossier),
        "standing": standing(dossier),
        "runs_until": deadline_of(dossier),
        "offered": [deed for deed in offered if deed.verdict],
        "refused": [deed for deed in offered if not deed.verdict],
        "timeline": readable_steps(dossier, actor, parts.changes(dossier.id)),
    }


def _suggested(dossier: Dossier, actor: Actor) -> int:
    """Suggestions that wait, for those who see the drafting; a text past the consultation has none."""
    if dossier.stage not in drafting.AMENDABLE or not sees_drafting(dossier, actor):
        return 0
    return suggestions.count(dossier.id)


def _requests(dossier: Dossier, actor: Actor) -> list[Any]:
    """What the reader's own city has said to itself about signing the version that is open."""
    if not dossier.frozen or actor.city_id is None or dossier.signature_of(actor.city_id):
        return []
    return [r for r in parts.requests(dossier.id, actor.city_id) if r.version_id in dossier.binding and not r.void_at]


def _declined(dossier: Dossier, actor: Actor) -> list[Any]:
    """Declinations of the open version by cities that have not signed after all."""
    if not reads_declinations(dossier, actor):
        return []
    signed = {s.city_id for s in dossier.standing}
    rows = [r for r in parts.declined(dossier.id) if r.version_id in dossier.binding and not r.void_at]
    return [r for r in rows if r.city_id not in signed]
