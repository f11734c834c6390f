"""Questions of members of a body, as the sponsors read and the lead city answers them."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.consideration.forms.room import AnswerForm
from forum.consideration.operations import room as operations
from forum.consideration.queries import room as reading
from forum.consideration.rules import room as rules
from forum.consideration.views.blueprint import blueprint, case_or_404, vocabulary
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations.case import Case


@blueprint.get("/recommendations/<int:identity>/questions")
@signed_in
def questions(identity: int):
    return _page(_asked(identity))


@blueprint.route("/recommendations/<int:identity>/questions/<int:question>", methods=["GET", "POST"])
@signed_in
def question_answer(identity: int, question: int):
    case, actor = _asked(identity), current_actor()
    row = next((one for one, _path in reading.questions_of(case.id) if one.id == question), None) or abort(404)
    form, verdict = AnswerForm(draft=f"question:{question}"), rules.can_answer(case, actor, row)
    if request.method == "GET" or not verdict:
        return _page(case, row, form, 200 if verdict else 409)
    if not form.validate_on_submit():
        return _page(case, row, form, 422)
    try:
        operations.answer(case, actor, row, form.text.data)
    except Refused as refused:
        form.refuse("text", refused.verdict.sentence)
        return _page(case, row, form, 409)
    flash(_("Answered. The member who asked is told."))
    return redirect(url_for("consideration.questions", identity=case.id) + f"#question-{row.id}", 303)


def panel(actor: Any, case: Case) -> str:
    """Among the acts on its page, for the cities that ask: how many questions members of bodies have put to them."""
    if not case.row.public_at or not rules.reads_questions(case, actor):
        return ""
    found = reading.questions_of(case.id)
    waiting = [question for question, _path in found if not question.answered_at]
    return render("consideration/room_panel.html", case=case, found=found, waiting=waiting) if found else ""


def _asked(identity: int) -> Case:
    case = case_or_404(identity)
    if not rules.reads_questions(case, current_actor()):
        abort(404)
    return case


def _page(case: Case, row: Any = None, form: Any = None, status: int = 200) -> tuple[str, int]:
    found, actor = reading.questions_of(case.id), current_actor()
    page = render(
        "consideration/room_questions.html",
        case=case,
        found=found,
        verdicts={question.id: rules.can_answer(case, actor, question) for question, _path in found},
        chosen=row,
        form=form,
        **vocabulary(),
    )
    return page, status
