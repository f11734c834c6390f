"""Where a recommendation can go: sessions to come, their agendas, and the languages in which it exists."""

from sqlalchemy import select

from forum.kit import clock
from forum.recommendations.case import Case
from models import AgendaItem, BodySession, RecommendationText
from models.base import db


def sessions_to_come(case: Case) -> dict[int, list[BodySession]]:
    """By body, the next first; one statement."""
    found: dict[int, list[BodySession]] = {one.body_id: [] for one in case.addressees}
    statement = select(BodySession).where(BodySession.body_id.in_(found), BodySession.ends_on >= clock.today())
    for session in db.session.scalars(statement.order_by(BodySession.starts_on, BodySession.id)):
        found[session.body_id].append(session)
    return found


def agenda(sessions: dict[int, list[BodySession]]) -> list[AgendaItem]:
    ids = [session.id for held in sessions.values() for session in held]
    statement = select(AgendaItem).where(AgendaItem.session_id.in_(ids))
    return list(db.session.scalars(statement.order_by(AgendaItem.session_id, AgendaItem.position)))


def languages(case: Case) -> list[str]:
    """That of the text, then those in which the same state of the text exists."""
    statement = select(RecommendationText.language).filter_by(recommendation_id=case.id, edit=case.row.edit)
    others = sorted(set(db.session.scalars(statement)) - {case.row.language})
    return [case.row.language, *others]
