"""What a body answered, entered by staff with one line for each ask, and its correction."""

from typing import Any

from flask import flash, redirect, request

from forum.consideration.forms.answers import answer_form, given
from forum.consideration.operations import answer as operations
from forum.consideration.queries import paths as reading
from forum.consideration.views.blueprint import blueprint, page_of, vocabulary, way_or_404
from forum.consideration.way import Way
from forum.consideration.workflow import FLOW, judge
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations.workflow import too_late

ADDRESS = "/recommendations/<int:identity>/paths/<int:path_id>"


@blueprint.route(f"{ADDRESS}/answer", methods=["GET", "POST"], endpoint="answer")
@signed_in
def answer(identity: int, path_id: int) -> Any:
    return _entered(way_or_404(identity, path_id), "answer")


@blueprint.route(f"{ADDRESS}/correction", methods=["GET", "POST"], endpoint="correction")
@signed_in
def correction(identity: int, path_id: int) -> Any:
    return _entered(way_or_404(identity, path_id), "correct")


def _entered(way: Way, move: str) -> Any:
    actor, correcting = current_actor(), move == "correct"
    asks = reading.asked_here(way) if correcting else reading.open_asks(way)
    form = answer_form(way, asks, f"path:{way.path.id}:{move}", correcting, **given(way, correcting))
    verdict = judge(way, move, actor)
    if request.method == "GET" or not verdict:
        return _page(way, move, form, verdict, 200 if verdict else 409)
    if request.form.get("turn") != str(way.path.turn):
        return _page(way, move, form, too_late(), 409)
    if not form.validate_on_submit():
        return _page(way, move, form, verdict, 422)
    try:
        if correcting:
            operations.correct(way.case, way.path, actor, form.answer, form.why.data)
        else:
            operations.dispose(way.case, way.path, actor, form.answer)
    except Refused as refused:
        return _page(way, move, form, refused.verdict, 409)
    done = _("Corrected; what stood before is kept.") if correcting else ""
    flash(done or _("The answer stands on the page, and everybody is told."))
    return redirect(page_of(way.case, "answers"), 303)


def _page(way: Way, move: str, form: Any, verdict: Any, status: int) -> tuple[str, int]:
    page = render(
        "consideration/answer.html",
        way=way,
        case=way.case,
        move=FLOW.moves[move],
        form=form,
        verdict=verdict,
        known=reading.report_of(way) if move == "answer" else None,
        **vocabulary(),
    )
    return page, status
