"""A reader flags a text; an author finds the decision about theirs; everybody reads the log."""

from flask import abort, flash, redirect, request

from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.moderation import operations, queries, rules
from forum.moderation.forms import FlagForm
from forum.moderation.views.common import blueprint, latest_address, readable


@blueprint.get("/moderation/flags/<kind>/<int:identity>", endpoint="flag")
@signed_in
def new(kind: str, identity: int):
    text, actor = readable(kind, identity), current_actor()
    verdict = rules.can_flag(text, actor, queries.was_flagged(kind, identity, actor))
    return render("moderation/flag.html", text=text, form=FlagForm(), verdict=verdict), 200 if verdict else 409


@blueprint.post("/moderation/flags/<kind>/<int:identity>")
@signed_in
def create(kind: str, identity: int):
    text, form, actor = readable(kind, identity), FlagForm(), current_actor()
    verdict = rules.can_flag(text, actor, queries.was_flagged(kind, identity, actor))
    if not verdict:
        return render("moderation/flag.html", text=text, form=form, verdict=verdict), 409
    if not form.validate_on_submit():
        return render("moderation/flag.html", text=text, form=form, verdict=verdict), 422
    try:
        operations.flag(actor, text, form.rule.data, form.note.data or "")
    except Refused as refused:
        return render("moderation/flag.html", text=text, form=form, verdict=refused.verdict), 409
    flash(_("The secretariat will look at it and tell you what it decided."))
    return redirect(text.url, 303)


@blueprint.get("/moderation/texts/<kind>/<int:identity>")
@signed_in
def about(kind: str, identity: int):
    """From a hidden text to the decision that hid it."""
    readable(kind, identity)
    address = latest_address(kind, identity)
    return redirect(address) if address else abort(404)


@blueprint.get("/moderation/log")
def log():
    return render("moderation/log.html", page=queries.log(request.args.get("after")))
