"""What the pages share: finding a subject or a comment, and the address of a comment's place."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort
from sqlalchemy import bindparam, select

from forum.discussion import queries, rules
from forum.kit import subjects
from forum.kit.database import read
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from models import Comment

blueprint = Blueprint("discussion", __name__)
SUBJECTS = select(
    Comment.id,
    Comment.person_id,
    Comment.city_id,
    Comment.subject_kind,
    Comment.subject_id,
    Comment.state,
    Comment.at,
    Comment.text,
).where(Comment.id.in_(bindparam("ids", expanding=True)))
DISCUSSED = ("contribution", "declaration", "amendment", "recommendation")


def found_subject(kind: str, identity: int, kinds: Iterable[str] = DISCUSSED) -> Subject:
    subject = subjects.find(kind, identity, current_actor()) if kind in kinds else None
    if subject is None:
        abort(404)
    return subject


def found_comment(identity: int, words: bool = True) -> tuple[Comment, Subject]:
    """The comment and its subject; with `words` only where its words may be read."""
    comment = queries.get_comment(identity)
    if comment is None:
        abort(404)
    subject = found_subject(comment.subject_kind, comment.subject_id)
    if subject.comments_since and comment.at < subject.comments_since:
        abort(404)
    if words and not rules.can_see(comment, current_actor()):
        abort(404)
    return comment, subject


def place(comment: Comment, subject: Subject) -> str:
    """The address of the page of the thread on which a comment stands, with the comment in view."""
    token = queries.page_token(current_actor(), subject, comment)
    return f"{subject.url}{f'?comments={token}' if token else ''}#comment-{comment.id}"


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """Comments as others know them: visible where their subject is and their words may be read."""
    rows: list[Any] = [row for row in read(SUBJECTS, {"ids": sorted(ids)}) if rules.can_see(row, actor)]
    under = subjects.find_many([(row.subject_kind, row.subject_id) for row in rows], actor)
    found = {}
    for row in rows:
        subject = under.get((row.subject_kind, row.subject_id))
        if subject and not (subject.comments_since and row.at < subject.comments_since):
            cities = (row.city_id,) if row.city_id else ()
            found[row.id] = Subject("comment", row.id, subject.title, f"/comments/{row.id}", cities, row.person_id, row.text)
    return found
