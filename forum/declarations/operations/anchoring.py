"""Comments on words of a paragraph: begun on letters of the workspace, led after them whenever the text changes."""

from typing import Any

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.following import Change
from forum.declarations.operations import clauses, workspace
from forum.declarations.operations.record import record
from forum.declarations.rules import talking as rules
from forum.declarations.text import anchors
from forum.declarations.text import document as live
from forum.discussion.operations import post, rehang
from forum.kit import bus, clock
from forum.kit.subjects import Subject
from forum.kit.verdict import require
from models import Clause, Comment, CommentAnchor, CommentResolution
from models.base import db


def comment_on(
    dossier: Dossier, actor: Actor, subject: Subject, clause: Clause, quote: str, at: int | None, text: str
) -> Comment:
    """`at` is where the words stand in the paragraph, if the reader pointed at them. Raises Refused and TooFast."""
    clauses.catch_up(dossier)
    db.session.refresh(clause)
    require(rules.stands(clause, quote, at))
    start = at if at is not None and clause.text.startswith(quote, at) else clause.text.index(quote)
    found = anchors.letters(workspace.open(dossier.id).doc, [clause.uid])[clause.uid]
    comment = post(actor, subject, text, None, clause.uid, quote)
    row = CommentAnchor(comment_id=comment.id, declaration_id=dossier.id, uid=clause.uid, quote=quote)
    row.letters = [list(span) for span in anchors.make(found, start, start + len(quote))]
    row.place_from, row.place_to = start, start + len(quote)
    db.session.add(row)
    db.session.flush()
    bus.publish_after_commit(workspace.topic(dossier.id), {"what": "comment", "uid": clause.uid})
    return comment


def settle(dossier: Dossier, actor: Actor, comment: Comment, resolved: bool) -> None:
    """Close a talk, or open it again; nothing that was said goes away."""
    require(rules.can_settle(dossier, actor, comment, resolved))
    row = CommentResolution(comment_id=comment.id, resolved=resolved, at=clock.now())
    row.person_id, row.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    db.session.add(row)
    db.session.flush()
    verb = "talk_resolved" if resolved else "talk_reopened"
    record(dossier, verb, actor, comment_id=comment.id, author_id=comment.person_id)
    bus.publish_after_commit(workspace.topic(dossier.id), {"what": "comment", "uid": comment.clause_uid or ""})


def follow(change: Change) -> None:
    """The words have changed: lead every anchor of these paragraphs after its letters, or write down that they went."""
    touched = {*change.before, *change.after}
    statement = select(CommentAnchor).where(
        CommentAnchor.declaration_id == change.declaration_id, CommentAnchor.uid.in_(touched)
    )
    rows = list(db.session.scalars(statement))
    if not rows:
        return
    found = anchors.letters(change.document, {row.uid for row in rows} | set(change.after))
    for row in rows:
        if row.gone_at is None:
            _lead(row, change, found)
        elif row.uid in change.after and not change.before.get(row.uid):
            _put(row, row.uid, anchors.where(found[row.uid], row.letters), change, found)  # its paragraph came back
    db.session.flush()


def _lead(row: CommentAnchor, change: Change, found: dict[str, list[anchors.Letter]]) -> None:
    uid, before = row.uid, change.before.get(row.uid, "")
    if uid not in change.after:
        _carry(row, change, found, before)
        return
    kept = anchors.where(found[uid], row.letters)
    if change.whole:
        place = anchors.rewritten(before, row.place_from, row.place_to, change.after[uid], kept)
        _put(row, uid, place, change, found, same=place == kept)
    elif kept:
        _put(row, uid, kept, change, found, same=True)
    else:
        _carry(row, change, found, before)


def _carry(row: CommentAnchor, change: Change, found: dict[str, list[anchors.Letter]], before: str) -> None:
    """Into the paragraph that was split off, or that this one was joined to."""
    for uid, tail in _heirs(row.uid, change):
        taken = change.after[uid]
        place = anchors.carried(before, row.place_from, row.place_to, taken, tail)
        if place:
            _put(row, uid, place, change, found)
            return
    _put(row, row.uid, None, change, found)


def _heirs(uid: str, change: Change) -> list[tuple[str, bool]]:
    """(uid, whether it is the tail of a split) of the paragraphs that can hold the words now."""
    root = live.paragraphs(change.document)
    own: Any = root.get(uid, {})
    born = [other for other in change.after if not change.before.get(other) and root[other].get("origin") == uid]
    joined = own.get("joined") if own.get("removed") else None
    return [*((other, True) for other in born), *([(joined, False)] if joined in change.after else [])]


def _put(
    row: CommentAnchor,
    uid: str,
    place: tuple[int, int] | None,
    change: Change,
    found: dict[str, list[anchors.Letter]],
    same: bool = False,
) -> None:
    """`same`: the letters are those that it was made of, so they are not taken anew."""
    if place is None:
        if row.gone_at is None:
            row.gone_at, row.gone_by_id = clock.now(), change.authors.get(row.uid)
        return
    row.gone_at = row.gone_by_id = None
    row.place_from, row.place_to = place
    if not same:
        row.letters = [list(span) for span in anchors.make(found[uid], *place)]
    if row.uid != uid:
        row.uid = uid
        rehang(row.comment_id, uid)
