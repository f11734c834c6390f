"""Changing one's own comment and taking it back."""

from flask import redirect, request

from forum.discussion import operations, rules
from forum.discussion.forms import EditForm
from forum.discussion.operations.changing import seen_mark
from forum.discussion.views.common import blueprint, found_comment, place
from forum.kit import markdown
from forum.kit.forms import Form
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict


@blueprint.get("/comments/<int:identity>/edit")
@signed_in
def edit(identity: int):
    comment, subject = found_comment(identity)
    verdict = rules.can_edit(comment, subject, current_actor())
    form = EditForm(obj=comment)
    form.seen.data = form.seen.data or seen_mark(comment)
    page = render("discussion/edit.html", form=form, comment=comment, subject=subject, verdict=verdict, place=place)
    return page, 200 if verdict else 409


@blueprint.post("/comments/<int:identity>/edit")
@signed_in
def update(identity: int):
    comment, subject = found_comment(identity)
    form, verdict = EditForm(), rules.can_edit(comment, subject, current_actor())
    context = {"form": form, "comment": comment, "subject": subject, "verdict": verdict, "place": place}
    if not verdict:
        return render("discussion/edit.html", **context), 409
    if not form.validate_on_submit():
        return render("discussion/edit.html", **context), 422
    if request.form.get("preview"):
        return render("discussion/edit.html", **context, preview=markdown.render(form.text.data or ""))
    try:
        operations.edit(current_actor(), comment, subject, form.text.data or "", form.seen.data or "")
    except Conflict as conflict:
        form.seen.data = seen_mark(comment)
        return render("discussion/edit.html", **context, conflict=conflict), 409
    return redirect(place(comment, subject), 303)


@blueprint.get("/comments/<int:identity>/withdrawal")
@signed_in
def withdrawal(identity: int):
    """Asks before the words go."""
    comment, subject = found_comment(identity)
    verdict = rules.can_withdraw(comment, current_actor())
    page = render("discussion/withdraw.html", form=Form(), comment=comment, subject=subject, verdict=verdict, place=place)
    return page, 200 if verdict else 409


@blueprint.post("/comments/<int:identity>/withdrawal")
@signed_in
def withdraw(identity: int):
    comment, subject = found_comment(identity)
    operations.withdraw(current_actor(), comment, subject)
    return redirect(place(comment, subject), 303)
