"""Preparing a forwarding to the bodies that are asked; another person confirms it."""

from typing import Any

from flask import redirect, request, url_for

from forum.bodies.words import FITS
from forum.consideration.forms.forwarding import forward_form
from forum.consideration.queries import forwarding as reading
from forum.consideration.views.blueprint import blueprint, case_or_404, vocabulary
from forum.kit import clock
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.toasts import done
from forum.kit.verdict import Refused
from forum.recommendations import keeping, rules
from forum.recommendations.operations import forwarding as operations
from forum.recommendations.workflow import FLOW, judge, too_late

MOVE = "prepare_forwarding"


@blueprint.route("/recommendations/<int:identity>/forwarding", methods=["GET", "POST"], endpoint="forwarding")
@signed_in
def forwarding(identity: int) -> Any:
    case, actor = case_or_404(identity), current_actor()
    verdict = judge(case, MOVE, actor)
    sessions = reading.sessions_to_come(case)
    form = forward_form(case, sessions, reading.agenda(sessions), reading.languages(case))
    if request.method == "GET" or not verdict:
        return _page(case, form, verdict, 200 if verdict else 409)
    if request.form.get("turn") != str(case.row.turn):
        return _page(case, form, too_late(), 409)
    if not form.validate_on_submit():
        return _page(case, form, verdict, 422)
    kept = keeping.before(case)
    try:
        operations.prepare_forwarding(case, actor, form.destinations)
    except Refused as refused:
        return _page(case, form, refused.verdict, 409)
    done(_("Prepared. Another person confirms it."), keeping.after(case, actor, MOVE, kept))
    return redirect(url_for("screening.review", identity=case.id), 303)


def _page(case: Any, form: Any, verdict: Any, status: int) -> tuple[str, int]:
    page = render(
        "consideration/forwarding.html",
        case=case,
        move=FLOW.moves[MOVE],
        form=form,
        verdict=verdict,
        fits={body_id: _fits(case, sessions) for body_id, sessions in form.sessions.items()},
        fit_names=FITS,
        **vocabulary(),
    )
    return page, status


def _fits(case: Any, sessions: list[Any]) -> list[Any]:
    """Each session to come with what the text, as it stands today, can still be there."""
    return [(session, rules.making(case.row, session, clock.now())) for session in sessions]
