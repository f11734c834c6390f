"""Keeping decisions to publish them together, and reading the letters about them before they leave."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.kit import mail
from forum.kit.guards import staff_only
from forum.kit.i18n import _, _l, _n
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations.case import FORWARD, NOT_FORWARD, Case
from forum.recommendations.drawing import vocabulary
from forum.recommendations.queries.queue import review as reviewed
from forum.recommendations.return_forms import ReturnForm
from forum.recommendations.workflow import judge, too_late
from forum.screening.forms import KeepAcceptanceForm, PublishingForm, RetainForm
from forum.screening.operations import publishing as operations
from forum.screening.queries import publishing as reading
from forum.screening.queries.publishing import ACCEPT, RETURN
from forum.screening.rules.publishing import can_drop, can_let_go, can_publish
from forum.screening.views.blueprint import blueprint
from models import OutboxMail, Publication

MOST_LETTERS = 25
WHAT = {
    ACCEPT: _l("It will be accepted; the Bureau clears it next, and the sponsors are told."),
    RETURN: _l("It will go back to the sponsors with numbered points."),
    FORWARD: _l("It will be forwarded, and everybody can read it."),
    NOT_FORWARD: _l("It will not be forwarded; the sponsors read the reason."),
}
NAMES = {ACCEPT: _l("Acceptance"), RETURN: _l("Return"), FORWARD: _l("Forwarding"), NOT_FORWARD: _l("Not forwarding")}


@blueprint.get("/decisions")
@staff_only
def decisions():
    return _list_page(PublishingForm(), 200)


@blueprint.post("/decisions")
@staff_only
def publish():
    form, actor = PublishingForm(), current_actor()
    if not form.validate_on_submit():
        return _list_page(form, 422)
    try:
        made = operations.publish(actor, request.form.getlist("chosen"))
    except Refused as refused:
        return _list_page(form, 409, refused.verdict)
    flash(_n("One decision was published.", "%(num)s decisions were published.", made.count))
    return redirect(url_for("screening.publication", number=made.id), 303)


@blueprint.route("/queue/<int:identity>/kept-acceptance", methods=["GET", "POST"])
@staff_only
def keep_acceptance(identity: int):
    form = KeepAcceptanceForm(draft=f"recommendation:{identity}:kept-acceptance")
    return _keep(identity, ACCEPT, form, lambda case, actor: operations.keep_acceptance(case, actor, form.note.data))


@blueprint.route("/queue/<int:identity>/kept-return", methods=["GET", "POST"])
@staff_only
def keep_return(identity: int):
    """The points and their fields as in a return at once."""
    form = ReturnForm(draft=f"recommendation:{identity}:kept-return")

    def work(case: Case, actor: Any) -> None:
        points = [(point.field, point.text) for point in form.points]
        operations.keep_return(case, actor, points, form.answer_due_on.data)

    return _keep(identity, RETURN, form, work)


@blueprint.post("/queue/<int:identity>/kept/end")
@staff_only
def drop(identity: int):
    case, decision = _found(identity), reading.kept(identity)
    if decision is None:
        abort(404)
    operations.drop(decision, case, current_actor())
    flash(_("Dropped. Nothing was published."))
    return redirect(url_for("screening.review", identity=identity), 303)


@blueprint.get("/decisions/publications/<int:number>")
@staff_only
def publication(number: int):
    return _letters_page(_published(number), RetainForm(), 200)


@blueprint.post("/decisions/publications/<int:number>/letters")
@staff_only
def let_go(number: int):
    """All that are held and that this person may read; nobody lets go what they may not read."""
    row, actor = _published(number), current_actor()
    try:
        count = operations.let_go(row, actor, [letter.id for letter in reading.letters(actor, number)])
    except Refused as refused:
        return _letters_page(row, RetainForm(), 409, refused.verdict)
    flash(_n("One letter leaves now.", "%(num)s letters leave now.", count))
    return redirect(url_for("screening.publication", number=number), 303)


@blueprint.post("/decisions/publications/<int:number>/letters/<int:letter>")
@staff_only
def letter(number: int, letter: int):
    """Let one go, or keep it from leaving with a reason."""
    row, actor, form = _published(number), current_actor(), RetainForm()
    if letter not in [one.id for one in reading.letters(actor, number)]:
        return _letters_page(row, RetainForm(formdata=None), 409, operations.not_held())
    if request.form.get("then") == "let-go":
        operations.let_go(row, actor, [letter])
        flash(_("The letter leaves now."))
    elif form.validate_on_submit():
        operations.retain(row, actor, letter, form.reason.data)
        flash(_("The letter does not leave."))
    else:
        return _letters_page(row, form, 422, about=letter)
    return redirect(url_for("screening.publication", number=number), 303)


def panel(actor: Any, case: Case) -> str:
    """On the page of review: who can be the second, and the decision that is kept."""
    confirmers = []
    if case.pending:
        confirmers = reading.seconds([(case.id, case.pending.prepared_by_id)])[case.id]
    return render(
        "screening/publishing_panel.html",
        case=case,
        decision=reading.kept(case.id) if case.row.decided else None,
        names=NAMES,
        confirmers=confirmers,
        may_drop=can_drop(case, actor),
        may_accept=bool(judge(case, ACCEPT, actor)),
        may_return=bool(judge(case, RETURN, actor)),
    )


def _keep(identity: int, kind: str, form: Any, work: Any) -> Any:
    case, actor = _found(identity), current_actor()
    verdict = judge(case, kind, actor)
    if verdict and kind == RETURN:
        form.prepare(case)
    if request.method == "GET" or not verdict:
        return _keep_page(case, kind, form, verdict, 200 if verdict else 409)
    if request.form.get("preview"):  # rows were added or taken out; nothing is kept yet
        return _keep_page(case, kind, form, verdict, 200)
    if request.form.get("turn") != str(case.row.turn):
        return _keep_page(case, kind, form, too_late(), 409)
    if not form.validate_on_submit():
        return _keep_page(case, kind, form, verdict, 422)
    try:
        work(case, actor)
    except Refused as refused:
        return _keep_page(case, kind, form, refused.verdict, 409)
    flash(_("Kept. Nobody outside the desk knows of it until it is published."))
    return redirect(url_for("screening.review", identity=identity), 303)


def _keep_page(case: Case, kind: str, form: Any, verdict: Any, status: int) -> tuple[str, int]:
    page = render("screening/publishing_keep.html", case=case, form=form, verdict=verdict, name=NAMES[kind], **vocabulary())
    return page, status


def _list_page(form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    actor = current_actor()
    found = reading.to_publish(actor)
    items = found[: reading.MOST]
    pairs = [(item.row.id, item.forwarding.prepared_by_id) for item in items if item.forwarding]
    page = render(
        "screening/publishing.html",
        form=form,
        items=items,
        more=len(found) > len(items),
        verdicts={item.key: can_publish(item.case(), actor, item) for item in items},
        seconds=reading.seconds(pairs) if pairs else {},
        chosen=request.form.getlist("chosen") if form.is_submitted() else [item.key for item in items],
        what=WHAT,
        names=NAMES,
        refused=refused,
        publications=reading.publications(actor),
        **vocabulary(),
    )
    return page, status


def _letters_page(
    row: Publication, form: Any, status: int, refused: Any = None, about: int | None = None
) -> tuple[str, int]:
    actor = current_actor()
    held = reading.letters(actor, row.id)
    page = render(
        "screening/publishing_letters.html",
        row=row,
        form=form,
        about=about,
        refused=refused,
        letters=[(one, _worded(one)) for one in held[:MOST_LETTERS]],
        count=len(held),
        decided=reading.decided(actor, row),
        retained=reading.letters(actor, row.id, "dropped"),
        verdict=can_let_go(actor),
    )
    return page, status


def _worded(row: OutboxMail) -> mail.Letter | None:
    try:
        return mail.render(row, mint=False)
    except mail.NothingToSay:
        return None


def _published(number: int) -> Publication:
    return reading.publication(current_actor(), number) or abort(404)


def _found(identity: int) -> Case:
    return reviewed(current_actor(), identity) or abort(404)
