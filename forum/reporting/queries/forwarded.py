"""The recommendations of a period for a report: by body and session, in the order of the agenda."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.papers.queries.forwarded import SENT
from forum.reporting.numbers import Period
from forum.reporting.numbers.asked import COUNTED
from models import AgendaItem, Body, BodySession, Disposition, Path, Recommendation
from models.base import db


def forwarded_in(period: Period) -> list[Any]:
    """Rows (path, recommendation, body, session, agenda item) of what was forwarded in the period."""
    statement = (
        select(Path, Recommendation, Body, BodySession, AgendaItem)
        .join(Recommendation, Recommendation.id == Path.recommendation_id)
        .join(Body, Body.id == Path.body_id)
        .outerjoin(BodySession, BodySession.id == Path.session_id)
        .outerjoin(AgendaItem, AgendaItem.id == Path.agenda_item_id)
        .where(*COUNTED, Path.stage.in_(SENT), *period.has(Recommendation.public_at))
        .options(joinedload(Recommendation.lead_city))
        .order_by(Body.name, BodySession.starts_on.is_(None), BodySession.starts_on, BodySession.id)
        .order_by(AgendaItem.position.is_(None), AgendaItem.position, Path.id)
    )
    return list(db.session.execute(statement))


def verbs_of(paths: list[int]) -> dict[int, list[str]]:
    """In which verbs the body answered on each path, once each, as they were entered."""
    statement = select(Disposition.path_id, Disposition.verb).where(Disposition.path_id.in_(paths)).order_by(Disposition.id)
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for path, verb in db.session.execute(statement):
        found[path].setdefault(verb)
    return {path: list(verbs) for path, verbs in found.items()}
