"""Counting the figures of the tracker: by a job, and only when something has happened to a recommendation."""

from typing import Any

from sqlalchemy import func, select

from forum.kit import clock
from forum.kit.database import transaction
from forum.reporting.queries.times import medians
from forum.reporting.queries.tracker import Choice, kinds
from models import KeptFigure, LedgerEvent
from models.base import db

NAME = "tracker"
VERBS = "recommendation."


def count_if_changed() -> bool:
    """Whether it counted. The events of recommendations say whether anything can be otherwise than it was."""
    newest = select(func.max(LedgerEvent.id)).where(LedgerEvent.subject_kind == "recommendation")
    upto = int(db.session.scalar(newest) or 0)
    kept = db.session.scalar(select(KeptFigure).filter_by(name=NAME))
    db.session.rollback()  # reads only so far
    if kept is not None and kept.value.get("upto") == upto:
        return False
    with transaction() as session:
        count(session, upto)
    return True


def count(session: Any, upto: int = 0) -> KeptFigure:
    value = {"upto": upto, "kinds": [[*kind, number] for kind, number in kinds(Choice()).items()], "medians": medians()}
    row = session.scalar(select(KeptFigure).filter_by(name=NAME)) or KeptFigure(name=NAME)
    row.value, row.at = value, clock.now()
    session.add(row)
    session.flush()
    return row
