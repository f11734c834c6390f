"""Bodies: one, all in their tree, and what stands before each."""

from dataclasses import dataclass, field

from sqlalchemy import func, select

from forum.kit import clock
from models import Body, BodySession, Path, Recommendation
from models.base import db

SENT = ("forwarded", "considered", "answered")  # stages of a path that the body knows of


@dataclass
class Node:
    body: Body
    children: list["Node"] = field(default_factory=list)


def bodies() -> list[Body]:
    return list(db.session.scalars(select(Body).order_by(Body.name)))


def tree(rows: list[Body]) -> list[Node]:
    """Each under the one to which it reports."""
    nodes = {row.id: Node(row) for row in rows}
    roots: list[Node] = []
    for row in rows:
        parent = nodes.get(row.parent_id or 0)
        (parent.children if parent else roots).append(nodes[row.id])
    return roots


def parents() -> dict[int, int | None]:
    return {identity: parent for identity, parent in db.session.execute(select(Body.id, Body.parent_id))}


def around(body: Body) -> tuple[Body | None, list[Body]]:
    """To which it reports, and which report to it; one statement."""
    statement = select(Body).where((Body.id == (body.parent_id or 0)) | (Body.parent_id == body.id)).order_by(Body.name)
    rows = list(db.session.scalars(statement))
    return next((row for row in rows if row.id == body.parent_id), None), [r for r in rows if r.parent_id == body.id]


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
    """How many public recommendations stand before each body, or have stood."""
    statement = (
        select(Path.body_id, func.count(Path.recommendation_id.distinct()))
        .join(Recommendation, Recommendation.id == Path.recommendation_id)
        .where(Recommendation.public_at.is_not(None), Path.stage.in_(SENT))
        .group_by(Path.body_id)
    )
    return {key: count for key, count in db.session.execute(statement)}
