"""Notes of the secretariat."""

from typing import Any

from forum.kit import clock
from forum.kit.verdict import require
from forum.recommendations import rules
from forum.recommendations.case import Case
from models import ReviewNote
from models.base import db


def write(case: Case, actor: Any, text: str) -> None:
    """An internal note; it leaves no trace that sponsors could read."""
    require(rules.can_note(case, actor))
    db.session.add(ReviewNote(recommendation_id=case.id, person_id=actor.person_id, text=text, at=clock.now()))
    db.session.flush()
