"""Bodies and their sessions."""

from sqlalchemy import func, select

from forum.kit import clock
from models import Body, BodySession, Recommendation
from models.base import db


def bodies() -> list[Body]:
    return list(db.session.scalars(select(Body).order_by(Body.name)))


def find_body(slug: str) -> Body | None:
    return db.session.scalar(select(Body).filter_by(slug=slug))


def sessions_to_come(body_id: int) -> list[BodySession]:
    """Sessions of a body that are not over, the next first."""
    statement = select(BodySession).where(BodySession.body_id == body_id, BodySession.ends_on >= clock.today())
    return list(db.session.scalars(statement.order_by(BodySession.starts_on, BodySession.id)))


def sessions_of(body_id: int) -> list[BodySession]:
    """All of them, the newest first."""
    statement = select(BodySession).filter_by(body_id=body_id)
    return list(db.session.scalars(statement.order_by(BodySession.starts_on.desc(), BodySession.id.desc())))


def next_sessions() -> dict[int, BodySession]:
    """The next session of each body that has one."""
    statement = select(BodySession).where(BodySession.ends_on >= clock.today()).order_by(BodySession.starts_on.desc())
    return {row.body_id: row for row in db.session.scalars(statement)}


def forwarded_counts() -> dict[int, int]:
    """How many public recommendations stand before each body."""
    public = Recommendation.public_at.is_not(None)
    statement = select(Recommendation.body_id, func.count()).where(public).group_by(Recommendation.body_id)
    return {key: count for key, count in db.session.execute(statement)}
