"""Wording that staff propose: the form of the secretariat, and the page on which the lead sponsor answers."""

from typing import Any

from flask import abort, flash, redirect, request

from forum.kit import diff
from forum.kit.forms import stripped
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import link, render
from forum.kit.verdict import Conflict, Refused, refuse, require
from forum.recommendations import fields, rules
from forum.recommendations.case import Case
from forum.recommendations.forms import PlainForm
from forum.recommendations.operations import proposing
from forum.recommendations.operations.proposing import Answer
from forum.recommendations.queries import returning as reading
from forum.recommendations.return_forms import ProposalForm
from forum.recommendations.views.blueprint import address, asked_or_404, blueprint, reviewed_or_404, vocabulary
from models.base import db

LONGEST_WORD = 500


@blueprint.get("/recommendations/<int:identity>/wording")
@signed_in
def wording(identity: int):
    return _wording_page(asked_or_404(identity), 200)


@blueprint.post("/recommendations/<int:identity>/wording")
@signed_in
def answer_wording(identity: int):
    """One press for all that is answered: the text changes once, and the other sponsors are asked once."""
    case = asked_or_404(identity)
    found = reading.proposals(case.id)
    typed = {one.id: (request.form.get(f"verdict-{one.id}", ""), _word(one.id)) for one in found}
    answers = {key: Answer(said == "accept", word) for key, (said, word) in typed.items() if said in ("accept", "refuse")}
    if not PlainForm().validate_on_submit():
        return _wording_page(case, 422, typed)
    try:
        proposing.answer(case, current_actor(), found, answers)
    except Refused as refused:
        db.session.rollback()
        return _wording_page(asked_or_404(identity), 409, typed, refused)
    accepted = any(answer.accepts for answer in answers.values())
    flash(_("The text reads as you accepted it.") if accepted else _("Your answer is kept; the text stays as it is."))
    return redirect(address(case.row), 303)


@blueprint.get("/recommendations/<int:identity>/wording/new")
@staff_only
def propose_wording(identity: int):
    case = reviewed_or_404(identity)
    field = _field(case)
    form = ProposalForm(data={"text": proposing.words_of(case, field)}, draft=_draft(case, field))
    form.seen.data = form.seen.data or str(case.row.edit)
    return _proposal_page(case, field, form, 200)


@blueprint.post("/recommendations/<int:identity>/wording/new")
@staff_only
def create_wording(identity: int):
    case = reviewed_or_404(identity)
    field = _field(case)
    form = ProposalForm(draft=_draft(case, field))
    if not form.validate_on_submit():
        return _proposal_page(case, field, form, 422)
    try:
        if form.seen.data != str(case.row.edit):
            raise _moved_on(case, field, form)
        proposing.propose(case, current_actor(), field, form.text.data, form.reason.data)
    except Refused as refused:
        return _proposal_page(case, field, form, 409, refused)
    flash(_("Proposed. The mayor of the lead sponsor accepts it or refuses it."))
    return redirect(link("screening.review", identity=case.id), 303)


@blueprint.post("/recommendations/<int:identity>/wording/<int:number>/withdrawal")
@staff_only
def withdraw_wording(identity: int, number: int):
    case = reviewed_or_404(identity)
    proposal = next((one for one in reading.proposals(case.id) if one.id == number), None)
    proposing.withdraw(case, current_actor(), proposal or abort(404))
    flash(_("The proposal is withdrawn."))
    return redirect(link("screening.review", identity=case.id), 303)


def _moved_on(case: Case, field: str, form: Any) -> Conflict:
    form.seen.data = str(case.row.edit)
    verdict = refuse(_("The text changed while you were writing."), _("Compare both, then propose yours again."))
    return Conflict(verdict, proposing.words_of(case, field), form.text.data)


def _word(number: int) -> str:
    return stripped(request.form.get(f"word-{number}"))[:LONGEST_WORD]


def _draft(case: Case, field: str) -> str:
    return f"recommendation:{case.id}:wording:{field}"


def _field(case: Case) -> str:
    """The field that the address names; without one the page lists them."""
    field = request.args.get("field", "")
    if field and field not in fields.worded(case):
        abort(404)
    if request.method == "POST" and not field:
        require(refuse(_("The text has no such field."), _("Choose another field.")))
    return field


def _proposal_page(case: Case, field: str, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    verdict = refused.verdict if refused else rules.can_propose_wording(case, current_actor())
    page = render(
        "recommendations/proposal.html",
        case=case,
        field_name=field,
        fields=[(name, fields.label(case, name), proposing.words_of(case, name)) for name in fields.worded(case)],
        label=fields.label(case, field),
        stands=proposing.words_of(case, field),
        form=form,
        verdict=verdict,
        conflict=diff.words(refused.theirs, refused.mine) if isinstance(refused, Conflict) else None,
        **vocabulary(),
    )
    return page, status if verdict or status != 200 else 409


def _wording_page(
    case: Case, status: int, typed: dict[int, tuple[str, str]] | None = None, refused: Any = None
) -> tuple[str, int]:
    found = reading.proposals(case.id)
    if not found:
        abort(404)
    open_still = case.stage in rules.PROPOSED_IN
    page = render(
        "recommendations/wording.html",
        case=case,
        form=PlainForm(),
        waiting=[one for one in found if one.state == "proposed" and open_still],
        decided=[one for one in found if one.state in ("accepted", "refused")],
        label=fields.label,
        words_of=proposing.words_of,
        diff_of=diff.words,
        verdict=rules.can_decide_wording(case, current_actor()),
        typed=typed or {},
        refused=refused,
        conflict=diff.words(refused.theirs, refused.mine) if isinstance(refused, Conflict) else None,
        **vocabulary(),
    )
    return page, status
