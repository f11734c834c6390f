"""The counters that pages read instead of counting: how many comments a subject shows, and answers a talk."""

from typing import Any

from sqlalchemy import update

from models import Amendment, Comment, Contribution, Declaration, Recommendation
from models.base import db

COUNTED: dict[str, Any] = {
    "contribution": Contribution,
    "declaration": Declaration,
    "amendment": Amendment,
    "recommendation": Recommendation,
}


def count(comment: Comment, change: int) -> None:
    """One comment more or fewer that everybody sees."""
    model = COUNTED.get(comment.subject_kind)
    if model is not None:
        more = {"comment_count": model.comment_count + change}
        db.session.execute(update(model).where(model.id == comment.subject_id).values(**more))
    if comment.thread_id != comment.id:
        more = {"answer_count": Comment.answer_count + change}
        db.session.execute(update(Comment).where(Comment.id == comment.thread_id).values(**more))
