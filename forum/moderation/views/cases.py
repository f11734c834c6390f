"""The secretariat's side: what waits, one case with its context, and the act; then the next one."""

from flask import abort, flash, redirect, request, url_for
from markupsafe import Markup

from forum.kit import subjects
from forum.kit.guards import staff_only
from forum.kit.i18n import _, _n
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.moderation import operations, queries, rules, texts
from forum.moderation.forms import DecisionForm
from forum.moderation.texts import Text
from forum.moderation.views.common import blueprint, judged

VIEWS = {"flags": queries.cases, "held": queries.held, "appeals": queries.appeals}
OFFERED = {"shown": ("hide", "keep"), "held": ("approve", "refuse"), "hidden": ("restore",), "withdrawn": ("keep",)}


@blueprint.get("/moderation")
@staff_only
def queue():
    view = request.args.get("view", "flags")
    if view not in VIEWS:
        abort(404)
    actor = current_actor()
    page = VIEWS[view](actor, request.args.get("after"))
    return render("moderation/queue.html", page=page, view=view, counts=queries.counts(actor))


@blueprint.get("/moderation/cases/<kind>/<int:identity>")
@staff_only
def case(kind: str, identity: int):
    return _page(judged(kind, identity), DecisionForm())


@blueprint.post("/moderation/cases/<kind>/<int:identity>")
@staff_only
def decide(kind: str, identity: int):
    """The button names the act; `next` leads on to what waits longest."""
    text, form = judged(kind, identity), DecisionForm()
    act, _dot, then = request.form.get("act", "").partition(".")
    if act not in ("hide", "keep", "approve", "refuse", "restore"):
        abort(404)
    if not form.fits(act):
        return _page(text, form), 422
    try:
        operations.decide(current_actor(), text, act, form.rule.data or "", form.statement.data or "")
    except Refused as refused:
        return _page(judged(kind, identity), form, refused.verdict), 409
    flash(_done(act, text))
    following = queries.next_case(current_actor()) if then else None
    if following:
        return redirect(url_for("moderation.case", kind=following[0], identity=following[1]), 303)
    return redirect(url_for("moderation.queue") if then else url_for("moderation.case", kind=kind, identity=identity), 303)


@blueprint.post("/moderation/approvals")
@staff_only
def approve_many():
    """Approve all the held comments that were ticked; those that somebody else decided meanwhile are left out."""
    done = 0
    for identity in request.form.getlist("comment")[:50]:
        text = texts.find("comment", int(identity)) if identity.isdigit() and len(identity) < 18 else None
        if text is not None and rules.can_decide(text, current_actor(), "approve"):
            operations.decide(current_actor(), text, "approve")
            done += 1
    flash(_n("One comment was approved.", "%(num)s comments were approved.", done))
    return redirect(url_for("moderation.queue", view="held"), 303)


def _page(text: Text, form: DecisionForm, refused=None):
    decisions = queries.decisions_on(text.kind, text.id)
    waits = queries.appeal_waits(decisions)
    actor = current_actor()
    flags = queries.flags_on(text.kind, text.id)
    offered = [act for act in OFFERED[text.state] if act != "keep" or any(flag.decision_id is None for flag in flags)]
    return render(
        "moderation/case.html",
        text=text,
        form=form,
        refused=refused,
        flags=flags,
        decisions=decisions,
        offers={act: rules.can_decide(text, actor, act, waits) for act in offered},
        under=_under(text),
    )


def _under(text: Text) -> subjects.Subject | None:
    """What a comment stands under."""
    if text.kind != "comment":
        return None
    return subjects.find(text.row.subject_kind, text.row.subject_id, None)


def _done(act: str, text: Text) -> str | Markup:
    """What was done, with the way back where the reverse decision is one click away."""
    said = {
        "hide": _("The text is hidden. Its author was told."),
        "keep": _("The text is kept. Who flagged it was told."),
        "approve": _("The comment is shown."),
        "refuse": _("The comment is not shown. Its author was told."),
        "restore": _("The text is shown again."),
    }[act]
    address = url_for("moderation.case", kind=text.kind, identity=text.id)
    return Markup('{} <a href="{}">{}</a>').format(said, address, _("Look at it again or undo"))
