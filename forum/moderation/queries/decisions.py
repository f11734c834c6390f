"""What was decided: one decision, those on one text, and the public log."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kit.paging import Page, keyset
from forum.moderation.words import AGAINST
from models import Appeal, ModerationDecision
from models.base import db

WITH_APPEAL = joinedload(ModerationDecision.appeal).joinedload(Appeal.outcome)


def get_decision(identity: int) -> ModerationDecision | None:
    statement = select(ModerationDecision).filter_by(id=identity).options(WITH_APPEAL)
    return db.session.scalar(statement)


def decisions_on(kind: str, identity: int) -> list[ModerationDecision]:
    """Newest first."""
    statement = select(ModerationDecision).filter_by(subject_kind=kind, subject_id=identity)
    loads = (WITH_APPEAL, joinedload(ModerationDecision.decided_by))
    return list(db.session.scalars(statement.options(*loads).order_by(ModerationDecision.id.desc())))


def latest_against(kind: str, identity: int) -> ModerationDecision | None:
    """The decision by which a text is hidden."""
    return next((one for one in decisions_on(kind, identity) if one.act in AGAINST), None)


def appeal_waits(decisions: list[ModerationDecision]) -> bool:
    return any(one.appeal is not None and one.appeal.outcome is None for one in decisions)


def log(after: str | None = None) -> Page:
    """What everybody may read: no names, no texts. What was kept or approved stands on the page itself."""
    statement = select(ModerationDecision).where(ModerationDecision.act.in_((*AGAINST, "restore"))).options(WITH_APPEAL)
    return keyset(statement, [ModerationDecision.id], after)
