"""Notes of the secretariat, in which colleagues are mentioned; nothing of them is seen outside it."""

from collections.abc import Iterable
from typing import Any

from forum import ledger
from forum.kit import clock
from forum.kit.verdict import require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.screening.queries.notes import colleagues
from models import ReviewNote
from models.base import db


def write(case: Case, actor: Any, text: str, mentioned: Iterable[int] = ()) -> ReviewNote:
    """An internal note. "@name" and those who were chosen beside it are told; never somebody with an interest in it."""
    require(rules.can_note(case, actor))
    named = set(mentioned)
    ids = [
        person.id
        for person in colleagues(case)
        if person.id != actor.person_id and (person.id in named or f"@{person.name}".casefold() in text.casefold())
    ]
    note = ReviewNote(recommendation_id=case.id, person_id=actor.person_id, text=text, at=clock.now(), mentioned=ids)
    db.session.add(note)
    db.session.flush()
    if ids:
        subject = ("recommendation", case.id)
        ledger.record("recommendation.note_mentioned", actor, subject, case.row.title, public=False, colleagues=ids)
    return note
