"""After the answer: reports, milestones, the day of the review, and what a city does of its own accord."""

from typing import Any

from flask import abort, flash, redirect, request

from forum.consideration import rules
from forum.consideration.forms import follow_up as forms
from forum.consideration.operations import follow_up as operations
from forum.consideration.queries import follow_up as reading
from forum.consideration.views.blueprint import blueprint, case_or_404, page_of, vocabulary
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused, Verdict
from forum.recommendations.case import Case
from forum.recommendations.workflow import judge
from models import Undertaking
from models.base import db

ADDRESS = "/recommendations/<int:identity>"


@blueprint.route(f"{ADDRESS}/progress", methods=["GET", "POST"], endpoint="progress")
@signed_in
def progress(identity: int) -> Any:
    case, actor = case_or_404(identity), current_actor()
    open_ones = [row for row in reading.milestones(case.id) if row.reached_on is None]
    form = forms.ReportForm(draft=f"recommendation:{identity}:progress", open_ones=open_ones)
    words = (_("Report progress"), _("Reported."))

    def do() -> Any:
        title = form.milestone.data or (form.chosen.text if form.chosen else "")
        reached = bool(form.reached.data)
        return operations.report_progress(case, actor, form.percent.data, title, form.text.data or "", form.chosen, reached)

    return _answered(case, form, judge(case, "report", actor), words, do)


@blueprint.route(f"{ADDRESS}/milestones", methods=["GET", "POST"], endpoint="milestones")
@signed_in
def milestones(identity: int) -> Any:
    case, actor = case_or_404(identity), current_actor()
    form = forms.MilestoneForm(draft=f"recommendation:{identity}:milestone")
    words = (_("Set a milestone"), _("The milestone is set."))
    verdict = rules.plans(case, actor)
    return _answered(
        case, form, verdict, words, lambda: operations.set_milestone(case, actor, form.text.data, form.due_on.data)
    )


@blueprint.route(f"{ADDRESS}/review-date", methods=["GET", "POST"], endpoint="review_date")
@signed_in
def review_date(identity: int) -> Any:
    case, actor = case_or_404(identity), current_actor()
    form = forms.ReviewForm(draft=f"recommendation:{identity}:review-date", data={"review_on": case.row.review_on})
    words = (_("Set the day of the review"), _("Kept."))
    return _answered(
        case, form, rules.plans(case, actor), words, lambda: operations.set_review(case, actor, form.review_on.data)
    )


@blueprint.route(f"{ADDRESS}/undertakings", methods=["GET", "POST"], endpoint="undertakings")
@signed_in
def undertakings(identity: int) -> Any:
    """ "We do this now"."""
    case, actor = case_or_404(identity), current_actor()
    own = reading.own_experiences(actor.city_id) if actor.speaks_for_city else []
    form = forms.UndertakingForm(draft=f"recommendation:{identity}:undertaking", own=own)
    verdict = rules.can_undertake(case, actor, reading.undertaking_of(case.id, actor.city_id))
    words = (_("We do this now"), _("Your city stands on the page of the recommendation now."))
    return _answered(
        case, form, verdict, words, lambda: operations.undertake(case, actor, form.chosen, form.text.data or ""), own
    )


@blueprint.post(f"{ADDRESS}/undertakings/<int:number>/end")
@signed_in
def end_undertaking(identity: int, number: int) -> Any:
    case, row = case_or_404(identity), db.session.get(Undertaking, number)
    if row is None or row.recommendation_id != case.id:
        abort(404)
    operations.withdraw_undertaking(case, current_actor(), row)
    flash(_("Your city does not stand there any more."))
    return redirect(page_of(case, "follow-up"), 303)


def _answered(case: Case, form: Any, verdict: Verdict, words: tuple[str, str], do: Any, own: Any = None) -> Any:
    """The page of one act; POST does it, says so, and goes back to the recommendation."""
    status = 200 if verdict else 409
    if request.method == "POST" and verdict:
        status = 422
        if form.validate_on_submit():
            try:
                do()
            except Refused as refused:
                verdict, status = refused.verdict, 409
            else:
                flash(words[1])
                return redirect(page_of(case, "follow-up"), 303)
    page = render(
        "consideration/follow_up.html", case=case, form=form, verdict=verdict, act=words[0], own=own, **vocabulary()
    )
    return page, status
