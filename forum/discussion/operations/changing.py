"""Changing one's own comment, and taking it back; the earlier texts stay on record."""

from sqlalchemy import update

from forum import ledger
from forum.accounts.actor import Actor
from forum.discussion import queries, rules
from forum.discussion.operations import mentions
from forum.discussion.operations.counting import count
from forum.kit import clock, markdown
from forum.kit.i18n import _
from forum.kit.subjects import Subject
from forum.kit.verdict import Conflict, refuse, require
from models import Comment, CommentRevision
from models.base import db


def seen_mark(comment: Comment) -> str:
    """What an edit form carries, so that a form from before another edit is noticed."""
    return (comment.edited_at or comment.at).isoformat()


def edit(actor: Actor, comment: Comment, subject: Subject, text: str, seen: str) -> None:
    """Give a comment another text. Raises Conflict where it was changed since `seen`."""
    require(rules.can_edit(comment, subject, actor))
    if seen != seen_mark(comment):
        changed = refuse(_("This comment was changed meanwhile."), _("Both texts stand below."))
        raise Conflict(changed, comment.text, text)
    if text == comment.text:
        return
    before = comment.text
    db.session.add(CommentRevision(comment_id=comment.id, person_id=comment.person_id, at=clock.now(), text=before))
    named = mentions.find(text, subject)
    comment.text, comment.html, comment.edited_at = text, mentions.mark(markdown.render(text), named), clock.now()
    fresh = mentions.store(comment, named)
    if comment.state != "shown":
        return  # nobody has heard of it yet
    ledger.record(
        "comment.edited",
        actor,
        (subject.kind, subject.id),
        subject.title,
        public=queries.is_public(subject),
        comment_id=comment.id,
        mentioned=fresh.people,
        mentioned_cities=fresh.cities,
    )


def rehang(comment_id: int, clause_uid: str) -> None:
    """The words that a talk is about stand in another paragraph now; its answers go with it."""
    talk = update(Comment).where(Comment.thread_id == comment_id).values(clause_uid=clause_uid)
    db.session.execute(talk.execution_options(synchronize_session="fetch"))


def withdraw(actor: Actor, comment: Comment, subject: Subject) -> None:
    """Take a comment back: its place and its answers stay, its words go from the page."""
    require(rules.can_withdraw(comment, actor))
    if comment.state == "shown":
        count(comment, -1)
    comment.state = "withdrawn"
    ledger.record("comment.withdrawn", actor, (subject.kind, subject.id), subject.title, comment_id=comment.id)
