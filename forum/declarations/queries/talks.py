"""The talks about a text: the words that each hangs on, and which of them are settled."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from models import Comment, CommentAnchor, CommentResolution, Person
from models.base import db


@dataclass(frozen=True)
class Talk:
    """A talk by the comment that it began with; `start` and `end` are its place in the paragraph while it has one."""

    id: int
    uid: str
    quote: str
    anchored: bool
    start: int
    end: int
    gone_at: dt.datetime | None
    gone_by: str
    resolved: bool
    settled_by: str
    settled_at: dt.datetime | None


def talks(declaration_id: int, since: dt.datetime | None = None) -> dict[int, Talk]:
    """By the number of the comment: those that hang on words, and those that were ever settled. Only what everybody
    sees; with `since`, only what was said from then on."""
    newest = (
        select(CommentResolution.comment_id, func.max(CommentResolution.id).label("last"))
        .group_by(CommentResolution.comment_id)
        .subquery()
    )
    remover, settler = aliased(Person), aliased(Person)
    statement = (
        select(Comment.id, Comment.clause_uid, Comment.quote, CommentAnchor, remover.name, CommentResolution, settler.name)
        .outerjoin(CommentAnchor, CommentAnchor.comment_id == Comment.id)
        .outerjoin(remover, remover.id == CommentAnchor.gone_by_id)
        .outerjoin(newest, newest.c.comment_id == Comment.id)
        .outerjoin(CommentResolution, CommentResolution.id == newest.c.last)
        .outerjoin(settler, settler.id == CommentResolution.person_id)
        .where(Comment.subject_kind == "declaration", Comment.subject_id == declaration_id)
        .where(Comment.thread_id == Comment.id, Comment.state == "shown")
        .where(CommentAnchor.id.is_not(None) | CommentResolution.id.is_not(None))
    )
    if since:
        statement = statement.where(Comment.at >= since)
    return {row[0]: _talk(*row) for row in db.session.execute(statement)}


def _talk(
    identity: int,
    uid: str | None,
    quote: str,
    anchor: CommentAnchor | None,
    remover: str | None,
    settled: CommentResolution | None,
    settler: str | None,
) -> Talk:
    return Talk(
        id=identity,
        uid=uid or "",
        quote=quote,
        anchored=anchor is not None,
        start=anchor.place_from if anchor else 0,
        end=anchor.place_to if anchor else 0,
        gone_at=anchor.gone_at if anchor else None,
        gone_by=remover or "",
        resolved=settled is not None and settled.resolved,
        settled_by=settler or "",
        settled_at=settled.at if settled else None,
    )
