"""Joining instead of asking the same again; the lead takes in or declines."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit.forms import stripped
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.forms import JoinForm, LeaveForm
from forum.recommendations.operations import joining, sponsors
from forum.recommendations.queries import joining as reading
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, vocabulary


@blueprint.get("/recommendations/<int:identity>/joining")
@signed_in
def join(identity: int):
    case, form = case_or_404(identity), JoinForm(draft=f"recommendation:{identity}:joining")
    return _join_page(case, form)


@blueprint.post("/recommendations/<int:identity>/joining")
@signed_in
def ask_to_join(identity: int):
    case, form = case_or_404(identity), JoinForm(draft=f"recommendation:{identity}:joining")
    if not form.validate_on_submit() or not _may_ask(case):
        return _join_page(case, form, 422)
    joining.ask_to_join(case, current_actor(), form.text.data)
    flash(_("%(city)s was asked to take your city in.", city=case.row.lead_city.name))
    return redirect(address(case.row), 303)


@blueprint.post("/recommendations/<int:identity>/joining/<int:number>")
@signed_in
def answer_joining(identity: int, number: int):
    case, actor = case_or_404(identity), current_actor()
    row = next((one for one in reading.requests_to(case.id) if one.id == number), None)
    if row is None or not rules.of_lead_city(case, actor):
        abort(404)
    accepts = request.form.get("answer") == "accept"
    sponsor = joining.answer_joining(case, actor, row, accepts, stripped(request.form.get("reason")))
    if sponsor is None:
        flash(_("Declined; the city reads the reason."))
    elif sponsor.state == "agreed":
        flash(_("%(city)s sponsors it now.", city=row.city.name))
    else:
        flash(_("Who asked speaks for %(city)s no more; its mayor is asked to agree.", city=row.city.name))
    return redirect(url_for("recommendations.sponsorship", identity=case.id), 303)


@blueprint.get("/recommendations/<int:identity>/sponsorship/end")
@signed_in
def leaving(identity: int):
    return _leave_page(case_or_404(identity), LeaveForm())


@blueprint.post("/recommendations/<int:identity>/sponsorship/end")
@signed_in
def leave(identity: int):
    case, form, actor = case_or_404(identity), LeaveForm(), current_actor()
    if not form.validate_on_submit():
        return _leave_page(case, form, 422)
    sponsors.leave(case, actor, form.reason.data)
    flash(_("Your city is not on the list of sponsors."))
    return redirect("/recommendations", 303)


@blueprint.post("/recommendations/<int:identity>/sponsors/again")
@signed_in
def ask_again(identity: int):
    case = case_or_404(identity)
    sponsors.ask_again(case, current_actor())
    flash(_("They were asked to agree to the present wording."))
    return redirect(url_for("recommendations.sponsorship", identity=case.id), 303)


def _may_ask(case: Case) -> Any:
    actor = current_actor()
    last = reading.request_of(case.id, actor.city_id)
    return rules.can_ask_to_join(case, actor, last is not None and last.state == "waiting")


def _join_page(case: Case, form: Any, status: int = 200) -> tuple[str, int]:
    verdict, last = _may_ask(case), reading.request_of(case.id, current_actor().city_id)
    page = render("recommendations/joining.html", case=case, form=form, verdict=verdict, last=last, **vocabulary())
    return page, status if verdict else 409


def _leave_page(case: Case, form: Any, status: int = 200) -> tuple[str, int]:
    verdict = rules.can_leave(case, current_actor())
    invited = (own := case.sponsor(current_actor().city_id)) is not None and own.state == "invited"
    page = render("recommendations/leaving.html", case=case, form=form, verdict=verdict, invited=invited, **vocabulary())
    return page, status if verdict else 409
