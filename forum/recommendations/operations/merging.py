"""One recommendation becomes part of another, and within a day stands again exactly as it stood."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from forum.kit import clock
from forum.kit.verdict import require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act, end_assignment, record, sign
from forum.recommendations.queries.queue import editors
from forum.recommendations.queries.recommendations import case_of
from forum.recommendations.workflow import judge
from models import Assignment, Merger, Recommendation, Sponsor
from models.base import db

KEPT = ("state", "person_id", "mandate_id", "byline", "reason", "edit", "merged_from_id")  # of a sponsor that came back


def merge(case: Case, actor: Any, target: Recommendation | None, reason: str) -> Merger:
    """Its sponsors are asked to sponsor the other one, which keeps its own stage and its own words."""
    into = _held(case, target) if target is not None else None
    require(rules.can_merge_into(case, into))
    assert into is not None  # the rule saw it
    require(rules.edits(into, actor))
    before = {"stage": case.stage, "assignment": case.assignment and case.assignment.id, "target_stage": into.stage}
    agreed = [sponsor for sponsor in case.sponsors if sponsor.state == "agreed"]  # also to an earlier wording
    act(case, "merge", actor, "merged", reason, target_id=into.id)
    case.row.merged_into_id = into.id
    end_assignment(case)
    came = _ask(case, agreed, into, actor)
    into.before, into.interested = into.before | case.involved, into.interested | case.interested
    case.merger = Merger(
        source_id=case.id,
        target_id=into.id,
        target=into.row,
        reason=reason,
        before=before | {"came": came, "screened": _release_the_screener(into)},
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
    )
    db.session.add(case.merger)
    db.session.flush()
    asked = [sponsor.city_id for sponsor in into.sponsors if sponsor.id in [one["id"] for one in came]]
    record(into, "took_in", actor, source_id=case.id, invited_city_id=asked)
    return case.merger


def merge_all(cases: list[Case], actor: Any, target: Case, reason: str) -> None:
    """Several become part of one; all of them or none. Rows are held in one order, so that nobody waits in a ring."""
    _hold([*(case.id for case in cases), target.id])
    for case in cases:
        merge(case, actor, target.row, reason)


def unmerge(case: Case, actor: Any, reason: str = "") -> None:
    """Back to the stage and the screener that it had; the other one is without the sponsors that came by it.

    The turn counts on, so that nothing that was seen before the merger passes for what stands now.
    """
    merger = case.merger
    into = _held(case, merger.target) if merger else None
    require(judge(case, "unmerge", actor))
    assert merger is not None and into is not None  # the rule saw both
    require(rules.edits(into, actor))
    before = merger.before
    act(case, "unmerge", actor, "unmerged", reason, to=before["stage"], target_id=into.id)
    case.row.merged_into_id, case.merger = None, None
    merger.undone_at = clock.now()
    db.session.flush()
    _resume(case, before["assignment"])
    _release(into, merger)
    if into.stage == before.get("target_stage"):  # one that has moved on is screened no more, or by somebody else
        _resume(into, before["screened"])
    record(into, "gave_back", actor, source_id=case.id)


def _hold(ids: list[int]) -> None:
    db.session.flush()
    statement = select(Recommendation.id).where(Recommendation.id.in_(ids)).order_by(Recommendation.id)
    db.session.execute(statement.with_for_update())


def _held(case: Case, target: Recommendation) -> Case:
    """The other one as it stands now; until this transaction ends nobody moves either."""
    _hold([case.id, target.id])
    db.session.refresh(target)
    return case_of(target)


def _ask(case: Case, agreed: list[Sponsor], into: Case, actor: Any) -> list[dict[str, Any]]:
    """Ask the cities that the other one does not have; nobody joins one that has left the forum."""
    if into.stage not in rules.BEFORE_FORWARDING:
        return []
    left = {row.city_id: row for row in db.session.scalars(select(Sponsor).filter_by(recommendation_id=into.id))}
    came = []
    for sponsor in agreed:
        if into.sponsor(sponsor.city_id):
            continue
        row = left.get(sponsor.city_id)
        before = {key: getattr(row, key) for key in KEPT} | {"at": row.at.isoformat()} if row else None
        row = row or Sponsor(recommendation_id=into.id, city_id=sponsor.city_id)
        sign(row, actor, "invited")
        row.merged_from_id, row.reason = case.id, ""
        db.session.add(row)
        db.session.flush()
        into.sponsors.append(row)
        came.append({"id": row.id, "before": before})
    return came


def _release_the_screener(into: Case) -> int | None:
    """Who screens the other one may have a part in it by the cities that came; the assignment that ended."""
    held = into.assignment
    if held is None or held.assignee_id in [person.id for person in editors(into.involved, into.interested)]:
        return None
    end_assignment(into)
    return held.id


def _resume(case: Case, assignment_id: int | None) -> None:
    """Unless somebody else screens it by now, or who did has an interest in it since."""
    if assignment_id is None or case.assignment is not None:
        return
    row = db.session.get_one(Assignment, assignment_id)
    if row.assignee_id not in [person.id for person in editors(case.involved, case.interested)]:
        return
    row.ended_at, case.assignment = None, row
    case.row.assignee_id, case.row.due_on = row.assignee_id, row.due_on
    db.session.flush()


def _release(into: Case, merger: Merger) -> None:
    """Take the sponsors away that came by this merger, unless another one that stands brings the same city."""
    others = db.session.scalars(select(Merger).filter_by(target_id=into.id, undone_at=None).order_by(Merger.id))
    heirs = {city: other for other in others for city in _cities(other.source_id)}
    for entry in merger.before["came"]:
        row = db.session.get(Sponsor, entry["id"])
        if row is None:
            continue
        if heir := heirs.get(row.city_id):
            row.merged_from_id = heir.source_id
            heir.before = heir.before | {"came": [*heir.before["came"], entry]}
        elif entry["before"] is None:
            db.session.delete(row)
        else:
            for key in KEPT:
                setattr(row, key, entry["before"][key])
            row.at = dt.datetime.fromisoformat(entry["before"]["at"])
    db.session.flush()
    now = case_of(into.row)
    into.sponsors, into.before, into.interested = now.sponsors, now.before, now.interested


def _cities(source_id: int) -> list[int]:
    return list(db.session.scalars(select(Sponsor.city_id).filter_by(recommendation_id=source_id, state="agreed")))
