"""Writing a comment or an answer: the composer as a page of its own, its preview, and the act."""

from flask import abort, make_response, redirect, request, url_for

from forum.discussion import operations, queries, rules
from forum.discussion.forms import CommentForm
from forum.discussion.views.common import blueprint, found_comment, found_subject, place
from forum.kit import markdown
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from forum.kit.verdict import Refused, Verdict
from models import Comment


@blueprint.get("/comments/<kind>/<int:identity>")
@signed_in
def compose(kind: str, identity: int):
    """The composer alone: for a clause, and for a form that was kept."""
    subject = found_subject(kind, identity)
    form = CommentForm()
    for name in ("clause_uid", "quote"):
        form[name].data = form[name].data or request.args.get(name, "")
    return _page(form, subject, rules.can_comment(subject, current_actor()), 200)


@blueprint.get("/comments/<int:identity>/answer")
@signed_in
def answer(identity: int):
    """The composer under the comment that is answered."""
    comment, subject = found_comment(identity)
    form = CommentForm(parent=str(comment.id))
    return _page(form, subject, rules.can_comment(subject, current_actor()), 200)


@blueprint.post("/comments/<kind>/<int:identity>")
@signed_in
def create(kind: str, identity: int):
    subject, form, actor = found_subject(kind, identity), CommentForm(), current_actor()
    parent = _parent(form, subject)
    verdict = rules.can_comment(subject, actor)
    if not verdict:
        return _page(form, subject, verdict, 409)
    if not form.validate_on_submit():
        return _page(form, subject, verdict, 422)
    if request.form.get("preview"):
        return _page(form, subject, verdict, 200, preview=markdown.render(form.text.data or ""))
    clause, quote = form.clause_uid.data or None, (form.quote.data or "").strip()
    if clause is not None and clause not in subject.clauses:
        abort(404)
    try:
        comment = operations.post(actor, subject, form.text.data or "", parent, clause, quote)
    except operations.TooFast as refused:
        return _page(form, subject, refused.verdict, 429, may_retry=True)
    except Refused as refused:
        return _page(form, subject, refused.verdict, 409)
    return redirect(place(comment, subject), 303)


def _page(form: CommentForm, subject: Subject, verdict: Verdict, status: int, preview: str = "", may_retry: bool = False):
    form.form_url.data = url_for("discussion.compose", kind=subject.kind, identity=subject.id)
    html = render(
        "discussion/compose.html",
        form=form,
        subject=subject,
        verdict=verdict,
        parent=_parent(form, subject),
        preview=preview,
        offered=bool(verdict) or may_retry,
    )
    response = make_response(html, status)
    if status == 429:
        response.headers["Retry-After"] = "60"
    return response


def _parent(form: CommentForm, subject: Subject) -> Comment | None:
    """The comment that is answered; it must stand under the same subject and be readable."""
    number = form.parent.data or ""
    if not number.isdecimal() or len(number) > 17:
        return None
    comment, under = found_comment(int(number))
    if (under.kind, under.id) != (subject.kind, subject.id):
        abort(404)
    return comment


@blueprint.get("/comments/<int:identity>")
def permalink(identity: int):
    comment, subject = found_comment(identity, words=False)
    if comment.state != "withdrawn" and not rules.can_see(comment, current_actor()) and not comment.answer_count:
        abort(404)
    return redirect(place(comment, subject))


@blueprint.get("/comments/<int:identity>/history")
def history(identity: int):
    comment, subject = found_comment(identity)
    return render(
        "discussion/history.html", comment=comment, subject=subject, versions=queries.versions(comment), place=place
    )
