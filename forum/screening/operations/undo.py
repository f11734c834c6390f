"""Taking back an act that has not left the house: for ten minutes, once, by whoever did it, unless it changed since."""

import datetime as dt
from typing import Any

from sqlalchemy import delete, select, update

from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Refused, Verdict, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import drop_pending, end_assignment, record
from forum.recommendations.queries.queue import editors, review
from models import Assignment, ChecklistTick, QueueTag, Recommendation, RecommendationMove, ReviewUndo
from models.base import db

WHILE = dt.timedelta(minutes=10)


def as_it_stood(case: Case) -> dict[str, Any]:
    """What an act may change, before it does."""
    held = case.assignment
    return {
        "id": case.id,
        "stage": case.row.stage,
        "assignee_id": held.assignee_id if held else None,
        "due_on": held.due_on.isoformat() if held else None,
    }


def remember(actor: Any, act: str, before: list[dict[str, Any]]) -> ReviewUndo:
    """`before` has an entry for each recommendation, with the turn at which the act left it."""
    now = clock.now()
    row = ReviewUndo(
        act=act,
        before=before,
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=now,
        expires_at=now + WHILE,
    )
    db.session.add(row)
    db.session.flush()
    return row


def can_undo(row: ReviewUndo, actor: Any) -> Verdict:
    if row.used_at:
        return refuse(_("This was taken back already."))
    if row.person_id != actor.person_id:
        return refuse(_("Only whoever did this takes it back."))
    if row.expires_at <= clock.began():
        return refuse(_("Ten minutes have passed; this can no longer be taken back."), _("Change it by a new act."))
    return ALLOWED


def undo(row: ReviewUndo, actor: Any) -> int:
    """All of it or nothing: how many recommendations stand as before."""
    require(can_undo(row, actor))
    unused = update(ReviewUndo).where(ReviewUndo.id == row.id, ReviewUndo.used_at.is_(None))
    if not changed_one(unused.values(used_at=clock.now())):
        raise Refused(refuse(_("This was taken back already.")))
    for entry in row.before:
        case = review(actor, entry["id"])
        if case is None:
            raise Refused(_changed())
        require(rules.can_note(case, actor))
        _BACK[row.act](case, actor, entry)
    db.session.flush()
    db.session.refresh(row)
    return len(row.before)


def _changed() -> Verdict:
    return refuse(_("Somebody changed this since; it stays as it is now."), _("Look at it and change it by a new act."))


def _turned(case: Case, entry: dict[str, Any], stage: str | None = None) -> None:
    """Back by compare-and-set: of two at one moment one wins."""
    as_left = update(Recommendation).where(Recommendation.id == case.id, Recommendation.turn == entry["turn"])
    values = {"turn": entry["turn"] + 1} | ({"stage": stage} if stage else {})
    if not changed_one(as_left.values(**values)):
        raise Refused(_changed())
    db.session.refresh(case.row, ["stage", "turn"])


def _assignment(case: Case, actor: Any, entry: dict[str, Any]) -> None:
    """Whoever held it before gets it back, unless they have an interest in it by now."""
    left, now = case.assignment, clock.now()
    if left is None or [left.assignee_id, left.due_on.isoformat()] != entry["after"]:
        raise Refused(_changed())
    _turned(case, entry, entry["stage"])
    if entry["stage"] != entry["left"]:
        moves = select(RecommendationMove).filter_by(recommendation_id=case.id).order_by(RecommendationMove.id.desc())
        last = db.session.scalar(moves.limit(1))
        if last is None or last.move != "assign" or last.person_id != actor.person_id:
            raise Refused(_changed())  # history loses nothing but the move that is taken back
        db.session.delete(last)
    record(case, "act_taken_back", actor, act="assign", assignee_id=left.assignee_id)
    end_assignment(case)
    if entry["assignee_id"] in [person.id for person in editors(case.involved, case.interested)]:
        due_on = dt.date.fromisoformat(entry["due_on"])
        held = Assignment(
            recommendation_id=case.id,
            assignee_id=entry["assignee_id"],
            assigned_by_id=actor.person_id,
            due_on=due_on,
            at=now,
        )
        db.session.add(held)
        case.row.assignee_id, case.row.due_on = held.assignee_id, due_on


def _day(case: Case, actor: Any, entry: dict[str, Any]) -> None:
    held = case.assignment
    if held is None or [held.assignee_id, held.due_on.isoformat()] != entry["after"]:
        raise Refused(_changed())
    _turned(case, entry)
    held.due_on = case.row.due_on = dt.date.fromisoformat(entry["due_on"])
    record(case, "act_taken_back", actor, act="due")


def _tagged(case: Case, _actor: Any, entry: dict[str, Any]) -> None:
    gone = delete(QueueTag).where(QueueTag.recommendation_id == case.id, QueueTag.word == entry["word"])
    if not changed_one(gone):
        raise Refused(_changed())


def _untagged(case: Case, actor: Any, entry: dict[str, Any]) -> None:
    word = entry["word"]
    if db.session.scalar(select(QueueTag.id).filter_by(recommendation_id=case.id, word=word)):
        raise Refused(_changed())
    db.session.add(QueueTag(recommendation_id=case.id, word=word, person_id=actor.person_id, at=clock.now()))


def _ticked(case: Case, _actor: Any, entry: dict[str, Any]) -> None:
    """Ticks that were set go, and those that were taken away come back."""
    for item in entry["set"]:
        gone = delete(ChecklistTick).where(ChecklistTick.recommendation_id == case.id, ChecklistTick.item_id == item)
        if not changed_one(gone):
            raise Refused(_changed())
    standing = set(db.session.scalars(select(ChecklistTick.item_id).filter_by(recommendation_id=case.id)))
    for item, person_id in entry["taken"]:
        if item in standing:
            raise Refused(_changed())
        db.session.add(ChecklistTick(recommendation_id=case.id, item_id=item, person_id=person_id, at=clock.now()))


def _prepared(case: Case, actor: Any, entry: dict[str, Any]) -> None:
    if case.pending is None or case.pending.id != entry["forwarding_id"]:
        raise Refused(_changed())
    _turned(case, entry)
    drop_pending(case)
    record(case, "preparation_taken_back", actor)


_BACK = {
    "assign": _assignment,
    "due": _day,
    "tag": _tagged,
    "untag": _untagged,
    "tick": _ticked,
    "prepare": _prepared,
}
