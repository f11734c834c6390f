"""Single comments, their earlier texts, and counts."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.kit import clock, subjects
from forum.kit.subjects import Subject
from models import Comment, CommentRevision
from models.base import db


def get_comment(identity: int) -> Comment | None:
    """Any comment; whether it may be seen depends on its subject and on `rules.can_see`."""
    return db.session.scalar(select(Comment).filter_by(id=identity).options(joinedload(Comment.city)))


def seen_by(statement: Select[Any], person_id: Any) -> Select[Any]:
    """What is shown; the places of what was taken back, and of what was hidden while answers hang on it; one's own."""
    place = (Comment.state == "hidden") & (Comment.answer_count > 0)
    return statement.where(or_(Comment.state.in_(("shown", "withdrawn")), place, Comment.person_id == person_id))


def versions(comment: Comment) -> list[tuple[dt.datetime, str]]:
    """(from when, text), newest first; the first one stands now."""
    statement = select(CommentRevision).filter_by(comment_id=comment.id).order_by(CommentRevision.id)
    rows = list(db.session.scalars(statement))
    begins = [comment.at, *(row.at for row in rows)]
    texts = [*(row.text for row in rows), comment.text]
    return list(zip(begins, texts, strict=True))[::-1]


def clause_comments(actor: Actor, subject: Subject) -> dict[str, int]:
    """How many comments each clause has, by its uid; only what everybody who sees the subject sees is counted."""
    statement = (
        select(Comment.clause_uid, func.count())
        .filter_by(subject_kind=subject.kind, subject_id=subject.id, state="shown")
        .where(Comment.clause_uid.is_not(None))
        .group_by(Comment.clause_uid)
    )
    if subject.comments_since:
        statement = statement.where(Comment.at >= subject.comments_since)
    return {str(uid): number for uid, number in db.session.execute(statement)}


def is_public(subject: Subject) -> bool:
    """Whether strangers see the subject; looked up where its loader does not say."""
    return subject.public if subject.public is not None else subjects.find(subject.kind, subject.id, Actor()) is not None


def was_shown(person_id: int) -> bool:
    """Whether anything that the person wrote was shown before."""
    statement = select(Comment.id).filter_by(person_id=person_id).where(Comment.state.in_(("shown", "withdrawn")))
    return db.session.scalar(statement.limit(1)) is not None


def recent_count(person_id: int) -> int:
    """How many comments a person wrote in the last minute."""
    since = clock.now() - dt.timedelta(minutes=1)
    statement = select(func.count()).select_from(Comment).filter_by(person_id=person_id).where(Comment.at > since)
    return db.session.scalar(statement) or 0
