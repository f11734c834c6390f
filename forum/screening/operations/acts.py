"""Acts of the desk on one recommendation that can be taken back: each gives the entry by which it is undone."""

import datetime as dt
from typing import Any

from sqlalchemy import delete, select, update

from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.text import TURNING, clean
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations import screening
from forum.recommendations.operations.record import record
from forum.recommendations.workflow import too_late
from forum.screening.operations.undo import as_it_stood
from models import ChecklistItem, ChecklistTick, Person, QueueTag, Recommendation
from models.base import db

LONGEST_TAG = 40
Entry = dict[str, Any]


def left_by(case: Case, entry: Entry) -> Entry:
    """The entry of an assignment with what it left, by which a later change is seen."""
    held = case.assignment
    after = [held.assignee_id, held.due_on.isoformat()] if held else None
    return entry | {"turn": case.row.turn, "left": case.row.stage, "after": after}


def assign(case: Case, actor: Any, assignee: Person, due_on: dt.date) -> Entry:
    entry = as_it_stood(case)
    screening.assign(case, actor, assignee, due_on)
    return left_by(case, entry)


def set_due(case: Case, actor: Any, due_on: dt.date) -> Entry:
    require(rules.edits(case, actor))
    held = case.assignment
    if held is None:
        raise Refused(refuse(_("Nobody screens it yet, so it has no day."), _("Assign it first.")))
    entry = as_it_stood(case)
    as_seen = update(Recommendation).where(Recommendation.id == case.id, Recommendation.turn == case.row.turn)
    if not changed_one(as_seen.values(turn=case.row.turn + 1)):
        raise Refused(too_late())
    db.session.refresh(case.row, ["stage", "turn"])
    held.due_on = case.row.due_on = due_on
    record(case, "due_day_set", actor, due_on=due_on.isoformat())
    db.session.flush()
    return left_by(case, entry)


def tag(case: Case, actor: Any, word: str) -> Entry:
    require(rules.can_note(case, actor))
    word = " ".join(clean(word).translate(TURNING).lower().split())[:LONGEST_TAG]
    if not word:
        raise Refused(refuse(_("Write the tag first.")))
    if db.session.scalar(select(QueueTag.id).filter_by(recommendation_id=case.id, word=word)):
        raise Refused(refuse(_("It has this tag already.")))
    db.session.add(QueueTag(recommendation_id=case.id, word=word, person_id=actor.person_id, at=clock.now()))
    db.session.flush()
    return {"id": case.id, "word": word}


def untag(case: Case, actor: Any, word: str) -> Entry:
    require(rules.can_note(case, actor))
    word = " ".join(clean(word).translate(TURNING).lower().split())
    if not changed_one(delete(QueueTag).where(QueueTag.recommendation_id == case.id, QueueTag.word == word)):
        raise Refused(refuse(_("It does not have this tag.")))
    return {"id": case.id, "word": word}


def tick(case: Case, actor: Any, wanted: set[int]) -> Entry | None:
    """The list as it shall stand; None where nothing changes."""
    require(rules.can_note(case, actor))
    known = set(db.session.scalars(select(ChecklistItem.id).where(ChecklistItem.retired_at.is_(None))))
    ticks = {row.item_id: row for row in db.session.scalars(select(ChecklistTick).filter_by(recommendation_id=case.id))}
    new, gone = sorted((wanted & known) - set(ticks)), sorted((set(ticks) & known) - wanted)
    for item in new:
        row = ChecklistTick(recommendation_id=case.id, item_id=item, person_id=actor.person_id, at=clock.now())
        db.session.add(row)
    taken = [[item, ticks[item].person_id] for item in gone]
    for item in gone:
        db.session.delete(ticks[item])
    db.session.flush()
    return {"id": case.id, "set": new, "taken": taken} if new or gone else None
