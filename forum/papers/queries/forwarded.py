"""What was forwarded to a session, in the order of its agenda: a fixed number of statements for any number of rows."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.recommendations.queries.recommendations import AGREED
from models import (
    AgendaItem,
    Ask,
    BodySession,
    Evidence,
    Path,
    Recommendation,
    RecommendationTheme,
    Sponsor,
)
from models.base import db

SENT = ("forwarded", "considered", "answered")


@dataclass
class Forwarded:
    """One recommendation on its path to the session, with all that a dossier prints of it."""

    path: Path
    row: Recommendation
    item: AgendaItem | None
    asks: list[Ask] = field(default_factory=list)
    sponsors: list[Sponsor] = field(default_factory=list)  # that agreed to the wording, the lead first
    evidence: list[Evidence] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)


def session(identity: int, hold: bool = False) -> BodySession | None:
    """With its body; held, so that papers of one session are composed one after the other."""
    statement = select(BodySession).filter_by(id=identity).options(joinedload(BodySession.body))
    return db.session.scalar(statement.with_for_update(of=BodySession) if hold else statement)


def count_at(session_id: int) -> int:
    statement = select(func.count(Path.id)).join(Recommendation, _own()).where(*_sent(session_id))
    return int(db.session.scalar(statement) or 0)


def forwarded_to(session_id: int) -> list[Forwarded]:
    """By the position of the agenda item, then by path; those without an item last. Only what everybody may read."""
    statement = (
        select(Path, Recommendation, AgendaItem)
        .join(Recommendation, _own())
        .outerjoin(AgendaItem, AgendaItem.id == Path.agenda_item_id)
        .where(*_sent(session_id))
        .options(joinedload(Recommendation.lead_city))
        .order_by(AgendaItem.position.is_(None), AgendaItem.position, Path.id)
    )
    found = [Forwarded(path, row, item) for path, row, item in db.session.execute(statement)]
    ids = [one.row.id for one in found]
    parts = {name: _by_recommendation(rows, ids) for name, rows in _parts().items()}
    for one in found:
        one.asks = parts["asks"][one.row.id]
        one.sponsors = sorted(parts["sponsors"][one.row.id], key=lambda s: (s.city_id != one.row.lead_city_id, s.id))
        one.evidence = parts["evidence"][one.row.id]
        one.themes = [row.theme for row in parts["themes"][one.row.id]]
    return found


def _own() -> Any:
    return Recommendation.id == Path.recommendation_id


def _sent(session_id: int) -> tuple[Any, ...]:
    return (Path.session_id == session_id, Path.stage.in_(SENT), Recommendation.public_at.is_not(None))


def _parts() -> dict[str, Any]:
    agreed = select(Sponsor).join(Recommendation, Recommendation.id == Sponsor.recommendation_id).where(*AGREED)
    return {
        "asks": select(Ask).order_by(Ask.number),
        "sponsors": agreed.options(joinedload(Sponsor.city)),
        "evidence": select(Evidence).order_by(Evidence.id),
        "themes": select(RecommendationTheme).order_by(RecommendationTheme.theme),
    }


def _by_recommendation(statement: Any, ids: list[int]) -> dict[int, list[Any]]:
    model = statement.column_descriptions[0]["entity"]
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.scalars(statement.where(model.recommendation_id.in_(ids))):
        found[row.recommendation_id].append(row)
    return found
