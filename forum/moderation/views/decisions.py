"""The page of a decision: the author reads the text, the rule and how to appeal; another person decides on the appeal."""

from flask import abort, flash, redirect, url_for

from forum.kit import subjects
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.moderation import operations, queries, rules, texts
from forum.moderation.forms import AppealForm, OutcomeForm
from forum.moderation.views.common import blueprint
from models import ModerationDecision


@blueprint.get("/moderation/decisions/<int:identity>", endpoint="decision")
@signed_in
def show(identity: int):
    return _page(_found(identity), AppealForm(prefix="appeal"), OutcomeForm(prefix="outcome"))


@blueprint.post("/moderation/decisions/<int:identity>/appeal")
@signed_in
def appeal(identity: int):
    found, form = _found(identity), AppealForm(prefix="appeal")
    if not form.validate_on_submit():
        return _page(found, form, OutcomeForm(prefix="outcome")), 422
    try:
        operations.appeal(current_actor(), found, form.text.data or "")
    except Refused as refused:
        return _page(found, form, OutcomeForm(prefix="outcome"), refused.verdict), 409
    flash(_("Your appeal was sent. Another member of the secretariat decides on it."))
    return redirect(url_for("moderation.decision", identity=identity), 303)


@blueprint.post("/moderation/decisions/<int:identity>/outcome")
@staff_only
def decide_appeal(identity: int):
    found, form = _found(identity), OutcomeForm(prefix="outcome")
    if found.appeal is None:
        abort(404)
    if not form.validate_on_submit():
        return _page(found, AppealForm(prefix="appeal"), form), 422
    try:
        operations.decide_appeal(current_actor(), found, form.outcome.data, form.text.data or "")
    except Refused as refused:
        return _page(found, AppealForm(prefix="appeal"), form, refused.verdict), 409
    flash(_("The appeal is decided. The author was told."))
    return redirect(url_for("moderation.queue", view="appeals"), 303)


def _found(identity: int) -> ModerationDecision:
    """Visible to the author, to who flagged the text, and to staff without a conflict of interest."""
    if subjects.find("decision", identity, current_actor()) is None:
        abort(404)
    found = queries.get_decision(identity)
    return found if found is not None else abort(404)


def _page(decision: ModerationDecision, appeal_form: AppealForm, outcome_form: OutcomeForm, refused=None):
    actor = current_actor()
    text = texts.find(decision.subject_kind, decision.subject_id)
    verdict = rules.can_decide_appeal(decision.appeal, decision, actor) if decision.appeal and actor.is_staff else None
    return render(
        "moderation/decision.html",
        decision=decision,
        text=text,
        full=rules.may_read(decision, actor),
        own=decision.author_id == actor.person_id,
        appeal_form=appeal_form,
        outcome_form=outcome_form,
        may_appeal=rules.can_appeal(decision, text, actor),
        may_decide=verdict,
        refused=refused,
    )
