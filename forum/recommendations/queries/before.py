"""What stands before a body and its sessions, and what could still come there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.bodies.queries.bodies import SENT, sessions_to_come
from forum.bodies.rules import Fit
from forum.kit import clock
from forum.kit.paging import Page, keyset
from forum.recommendations.queries import queue
from forum.recommendations.queries.recommendations import HEADS
from forum.recommendations.rules.calendar import made, making
from forum.recommendations.rules.readers import IN_REVIEW
from models import Addressee, AgendaItem, Body, BodySession, Path, Recommendation
from models.base import db

MOST = 200  # on one page; a session has fewer


@dataclass(frozen=True)
class Row:
    recommendation: Recommendation
    fit: Fit
    item: AgendaItem | None = None
    prepared: bool = False  # a second person has still to confirm


def before(body: Body, after: str | None) -> Page:
    """Public recommendations to a body, the last forwarded first."""
    to_it = select(Path.recommendation_id).where(Path.body_id == body.id, Path.stage.in_(SENT))
    statement = select(Recommendation).where(Recommendation.id.in_(to_it), Recommendation.public_at.is_not(None))
    columns: list[Any] = [Recommendation.public_at, Recommendation.id]
    return keyset(statement.options(*HEADS), columns, after)


def of_session(session: BodySession) -> list[Row]:
    """What was forwarded to a session, in the order of its agenda; one statement."""
    statement = _paths(session).where(Path.stage.in_(SENT), Recommendation.public_at.is_not(None))
    return [
        Row(row, made(row, path, session), path.agenda_item)
        for path, row in db.session.execute(statement)
        if path.forwarded_at
    ]


def to_come(actor: Any, session: BodySession) -> list[Row]:
    """For reviewers: what is prepared for this session, and what its body is asked in the review; two statements."""
    now = clock.now()
    prepared = _paths(session).where(Path.stage == "prepared", queue.impartial(actor))
    rows = [Row(row, making(row, session, now), path.agenda_item, True) for path, row in db.session.execute(prepared)]
    asked = select(Addressee.recommendation_id).where(Addressee.body_id == session.body_id)
    waiting = (
        select(Recommendation)
        .where(Recommendation.id.in_(asked), Recommendation.stage.in_(IN_REVIEW), queue.impartial(actor))
        .where(Recommendation.id.not_in([one.recommendation.id for one in rows]))
        .options(*HEADS)
        .order_by(Recommendation.id)
        .limit(MOST)
    )
    return rows + [Row(row, making(row, session, now)) for row in db.session.scalars(waiting)]


def fits(row: Recommendation, body_id: int) -> list[tuple[BodySession, Fit]]:
    """Each session to come of a body, with what this recommendation could still be there; one statement."""
    now = clock.now()
    return [(session, making(row, session, now)) for session in sessions_to_come(body_id)]


def _paths(session: BodySession) -> Any:
    return (
        select(Path, Recommendation)
        .join(Recommendation, Recommendation.id == Path.recommendation_id)
        .outerjoin(AgendaItem, AgendaItem.id == Path.agenda_item_id)
        .where(Path.session_id == session.id)
        .options(joinedload(Path.agenda_item), *HEADS)
        .order_by(AgendaItem.position.is_(None), AgendaItem.position, Path.id)
        .limit(MOST)
    )
