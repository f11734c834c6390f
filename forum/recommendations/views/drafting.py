"""Beginning a recommendation, changing its text, and its sponsors."""

from typing import Any

from flask import flash, redirect, request

from forum.bodies.queries import bodies
from forum.cities import countries
from forum.cities.queries import directory
from forum.kit import diff
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict, Refused, refuse
from forum.recommendations import rules
from forum.recommendations.forms import InviteForm, WordsForm
from forum.recommendations.operations import drafting, sponsors
from forum.recommendations.queries import evidence
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, vocabulary
from models import City
from models.base import db


@blueprint.get("/recommendations/new")
@signed_in
def new():
    form, verdict = _words_form(), rules.can_begin(current_actor())
    return _form_page(form, verdict, 200 if verdict else 409, citation=_cited())


@blueprint.post("/recommendations/new")
@signed_in
def create():
    form, actor = _words_form(), current_actor()
    verdict = rules.can_begin(actor)
    if not verdict or not form.validate_on_submit():
        return _form_page(form, verdict, 422 if verdict else 409, citation=_cited())
    case = drafting.begin(actor, _words(form), _cited())
    flash(_("The draft is kept. Add evidence and sponsors, then submit it."))
    return redirect(address(case.row), 303)


@blueprint.get("/recommendations/<int:identity>/edit")
@signed_in
def edit(identity: int):
    case = case_or_404(identity)
    verdict = rules.can_edit(case, current_actor())
    form = _words_form(case.row)
    form.seen.data = form.seen.data or str(case.row.edit)
    return _form_page(form, verdict, 200 if verdict else 409, case=case)


@blueprint.post("/recommendations/<int:identity>/edit")
@signed_in
def update(identity: int):
    case, form, actor = case_or_404(identity), _words_form(), current_actor()
    verdict = rules.can_edit(case, actor)
    if not verdict or not form.validate_on_submit():
        return _form_page(form, verdict, 422 if verdict else 409, case=case)
    try:
        drafting.edit(case, actor, _words(form), int(form.seen.data) if (form.seen.data or "").isdecimal() else 0)
    except Conflict as conflict:
        form.seen.data = str(case.row.edit)
        changes = diff.words(conflict.theirs, conflict.mine)
        return _form_page(form, verdict, 409, case=case, conflict=conflict, changes=changes)
    flash(_("Saved."))
    return redirect(address(case.row), 303)


@blueprint.get("/recommendations/<int:identity>/sponsors")
@signed_in
def sponsorship(identity: int):
    return _sponsors_page(case_or_404(identity), InviteForm(), 200)


@blueprint.post("/recommendations/<int:identity>/sponsors")
@signed_in
def invite(identity: int):
    """Ask a city; its slug comes from the list, its name from a person."""
    case, form, actor = case_or_404(identity), InviteForm(), current_actor()
    if not form.validate_on_submit():
        return _sponsors_page(case, form, 422)
    city = _chosen(form.city.data)
    try:
        if city is None:
            raise Refused(refuse(_("Choose a city from the list.")))
        sponsors.invite(case, actor, city)
    except Refused as refused:
        form.refuse("city", refused.verdict.sentence)
        return _sponsors_page(case, form, 422 if rules.can_invite(case, actor) else 409)
    flash(_("%(city)s was asked to sponsor it.", city=city.name))
    return redirect(request.path, 303)


@blueprint.post("/recommendations/<int:identity>/sponsorship")
@signed_in
def agree(identity: int):
    case = case_or_404(identity)
    sponsors.agree(case, current_actor())
    flash(_("Your city sponsors this recommendation."))
    return redirect(address(case.row), 303)


@blueprint.post("/recommendations/<int:identity>/sponsorship/end")
@signed_in
def leave(identity: int):
    case = case_or_404(identity)
    sponsors.leave(case, current_actor())
    flash(_("Your city is no longer on the list of sponsors."))
    return redirect("/recommendations", 303)


def _words_form(row: Any = None) -> WordsForm:
    """With the text that stands, unless something was posted, kept or left unsent."""
    form = WordsForm(data=_values(row) if row else None, draft=f"recommendation:{row.id if row else 'new'}")
    known = [(body.id, body.name) for body in bodies.bodies()]
    form.body.choices = choices([(0, _("Choose a body")), *known])
    return form


def _values(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "body": row.body_id,
        "asked": row.asked,
        "why": row.why,
        "language": row.language,
        "seen": str(row.edit),
    }


def _words(form: WordsForm) -> drafting.Words:
    body = next(body for body in bodies.bodies() if body.id == form.body.data)
    return drafting.Words.plain(form.title.data, form.asked.data, form.why.data, body, form.language.data)


def _cited() -> Any:
    """The clause from which this was begun, as the address names it."""
    declaration, uid = request.args.get("declaration", ""), request.args.get("clause", "")
    return evidence.citation(int(declaration), uid) if declaration.isdecimal() and uid else None


def _form_page(form: Any, verdict: Any, status: int, **context: Any) -> tuple[str, int]:
    return render(
        "recommendations/form.html", form=form, verdict=verdict, bodies=form.body.choices[1:], **context, **vocabulary()
    ), status


def _sponsors_page(case: Any, form: Any, status: int) -> tuple[str, int]:
    known = {sponsor.city_id for sponsor in case.sponsors}
    verdict = rules.can_invite(case, current_actor())
    others = [label for label, city in _directory().items() if city.id not in known]
    page = render("recommendations/sponsors.html", case=case, form=form, cities=others, verdict=verdict, **vocabulary())
    return page, status


def _directory() -> dict[str, Any]:
    """Accredited cities as a person finds them in the list: by name and country, since names come twice."""
    names = countries.names()
    rows = db.session.scalars(directory.visible().order_by(City.name))
    return {f"{city.name}, {names.get(city.country_iso2, city.country_iso2)}": city for city in rows}


def _chosen(typed: str) -> Any:
    """The city that was typed; its name alone will do where only one has it."""
    wanted = typed.strip().casefold()
    cities = _directory()
    exact = [city for label, city in cities.items() if wanted in (label.casefold(), city.slug)]
    named = [city for city in cities.values() if city.name.casefold() == wanted]
    return exact[0] if exact else named[0] if len(named) == 1 else None
