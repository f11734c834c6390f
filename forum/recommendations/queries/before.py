"""What stands before a body."""

from typing import Any

from sqlalchemy import select

from forum.kit.paging import Page, keyset
from forum.recommendations.queries.recommendations import HEADS
from models import Body, Path, Recommendation

SENT = ("forwarded", "considered", "answered")  # stages of a path that the body knows of


def before(body: Body, after: str | None) -> Page:
    """Public recommendations to a body, the last forwarded first."""
    to_it = select(Path.recommendation_id).where(Path.body_id == body.id, Path.stage.in_(SENT))
    statement = select(Recommendation).where(Recommendation.id.in_(to_it), Recommendation.public_at.is_not(None))
    columns: list[Any] = [Recommendation.public_at, Recommendation.id]
    return keyset(statement.options(*HEADS), columns, after)
