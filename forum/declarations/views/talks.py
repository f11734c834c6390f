"""Comments on words: the form that they are written in, what stands beside them in a thread, settling a talk."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.forms import QuoteForm
from forum.declarations.operations import anchoring
from forum.declarations.queries.talks import Talk, talks
from forum.declarations.rules import talking as rules
from forum.declarations.text.clauses import Clauselike, number
from forum.declarations.views.blueprint import blueprint, clause_or_404, dossier_or_404, vocabulary
from forum.declarations.views.lists import subject_of
from forum.discussion import queries as discussion
from forum.discussion.operations import TooFast
from forum.discussion.queries.entries import Beside
from forum.discussion.rules import can_comment
from forum.kit import markdown
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import longdate, render
from forum.kit.verdict import Refused, Verdict
from models import Clause

COMMENTS = "/declarations/<int:identity>/clauses/<uid>/comments/new"
TALK = "/declarations/<int:identity>/talks/<int:comment>"


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; `opening` is set in italics, `talks` are the numbers of the talks that hang on it."""

    text: str
    opening: bool
    talks: tuple[int, ...]


@dataclass(frozen=True)
class Talks:
    """All that a page needs of the talks about a text."""

    found: Mapping[int, Talk]
    beside: Callable[[Any], Beside | None]
    hidden: tuple[int, ...]  # settled ones, where the reader looks at the open ones only
    settled: int
    only_open: bool

    @property
    def thread(self) -> dict[str, Any]:
        """What a thread is drawn with."""
        return {"beside": self.beside, "hidden": self.hidden, "query": "talks=open" if self.only_open else ""}

    def on(self, uid: str) -> list[Talk]:
        """The open talks that hang on words of a paragraph, in the order of the words."""
        here = [t for t in self.found.values() if t.uid == uid and t.anchored and not t.gone_at and not t.resolved]
        return sorted(here, key=lambda talk: (talk.start, talk.id))


def talks_of(dossier: Dossier, actor: Actor, subject: Subject) -> Talks:
    """`talks=open` in the address leaves out what is settled."""
    found = talks(dossier.id, subject.comments_since)
    only_open = request.args.get("talks") == "open"
    settled = tuple(identity for identity, talk in found.items() if talk.resolved)
    may = subject.open_for_comments and actor.signed_in

    def beside(row: Any) -> Beside | None:
        talk = found.get(row.id)
        if row.thread_id != row.id:
            return None
        act = ""
        if may and rules.can_settle(dossier, actor, row):
            name = "reopen_talk" if talk and talk.resolved else "settle_talk"
            act = url_for(f"declarations.{name}", identity=dossier.id, comment=row.id)
        return Beside(gone(dossier, talk) if talk else "", _settled(talk) if talk else "", act)

    return Talks(found, beside, settled if only_open else (), len(settled), only_open)


def gone(dossier: Dossier, talk: Talk) -> str:
    """What became of the words, where they are no longer in the text."""
    if talk.gone_at is None:
        return ""
    version = next((v for v in dossier.versions if v.at >= talk.gone_at), None)
    if version:
        return _("Text removed in version %(number)s.", number=version.number)
    if talk.gone_by:
        return _("Text removed on %(day)s by %(name)s.", day=longdate(talk.gone_at), name=talk.gone_by)
    return _("Text removed on %(day)s.", day=longdate(talk.gone_at))


def _settled(talk: Talk) -> str:
    if not talk.resolved:
        return ""
    return _("Resolved by %(name)s on %(day)s.", name=talk.settled_by, day=longdate(talk.settled_at))


def pieces(clause: Clauselike, opening: str, found: Iterable[Talk]) -> list[Piece]:
    """A paragraph cut where talks begin and end, so that their words can be marked."""
    here = list(found)
    cuts = sorted({0, len(opening), len(clause.text), *(c for t in here for c in (t.start, t.end))})
    return [
        Piece(clause.text[a:b], b <= len(opening), tuple(t.id for t in here if t.start <= a and b <= t.end))
        for a, b in pairwise(cuts)
    ]


@blueprint.get(COMMENTS)
@signed_in
def new_quote(identity: int, uid: str):
    """`quote` and `at` come from words that the reader selected in the page or in the editor."""
    dossier, form = dossier_or_404(identity), QuoteForm()
    clause = clause_or_404(dossier, uid)
    if not form.is_submitted() and not form.quote.data:
        form.quote.data, form.at.data = request.args.get("quote", ""), request.args.get("at", "")
    return _page(dossier, clause, form, 200)


@blueprint.post(COMMENTS)
@signed_in
def comment_on_words(identity: int, uid: str):
    dossier, form, actor = dossier_or_404(identity), QuoteForm(), current_actor()
    clause, subject = clause_or_404(dossier, uid), subject_of(dossier, actor)
    if not can_comment(subject, actor):
        return _page(dossier, clause, form, 409)
    at = int(form.at.data) if (form.at.data or "").isdecimal() else None
    if form.validate_on_submit() and not (verdict := rules.stands(clause, form.quote.data, at)):
        form.refuse("quote", verdict.line)
    if form.errors or not form.is_submitted():
        return _page(dossier, clause, form, 422)
    if request.form.get("preview"):
        return _page(dossier, clause, form, 200, preview=markdown.render(form.text.data or ""))
    try:
        comment = anchoring.comment_on(dossier, actor, subject, clause, form.quote.data, at, form.text.data)
    except TooFast as refused:
        return _page(dossier, clause, form, 429, refused.verdict)
    except Refused as refused:
        return _page(dossier, clause, form, 409, refused.verdict)
    return redirect(f"{url_for('declarations.clause', identity=identity, uid=uid)}#comment-{comment.id}", 303)


@blueprint.post(f"{TALK}/resolution")
@signed_in
def settle_talk(identity: int, comment: int):
    return _settle(identity, comment, True)


@blueprint.post(f"{TALK}/reopening")
@signed_in
def reopen_talk(identity: int, comment: int):
    return _settle(identity, comment, False)


def _settle(identity: int, number_of: int, resolved: bool) -> Any:
    dossier, actor = dossier_or_404(identity), current_actor()
    comment, subject = discussion.get_comment(number_of), subject_of(dossier, actor)
    hidden = comment is None or (subject.comments_since and comment.at < subject.comments_since)
    if hidden or (comment.subject_kind, comment.subject_id) != ("declaration", identity):
        abort(404)
    anchoring.settle(dossier, actor, comment, resolved)
    flash(_("The talk is resolved.") if resolved else _("The talk is open again."))
    return redirect(url_for("discussion.permalink", identity=comment.id), 303)


def _page(
    dossier: Dossier, clause: Clause, form: QuoteForm, status: int, refusal: Verdict | None = None, preview: str = ""
) -> tuple[str, int]:
    actor = current_actor()
    numbered = next(n for n in number(dossier.clauses) if n.uid == clause.uid)
    verdict = can_comment(subject_of(dossier, actor), actor)
    page = render(
        "declarations/quote_form.html",
        dossier=dossier,
        row=dossier.row,
        clause=numbered,
        form=form,
        verdict=verdict,
        refusal_now=refusal or (None if verdict else verdict),
        preview=preview,
        **vocabulary(),
    )
    return page, status
