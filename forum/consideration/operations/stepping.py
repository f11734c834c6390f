"""What every act on a path does: the path moves, the recommendation follows where it is the first, an event says so."""

import datetime as dt
from typing import Any

from sqlalchemy import update

from forum.consideration import workflow
from forum.consideration.way import Way
from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.verdict import Refused, require
from forum.recommendations.operations.record import act, record
from forum.recommendations.workflow import FLOW as OF_THE_ROW
from forum.recommendations.workflow import too_late
from models import PathMove, Recommendation
from models.base import db


def step(way: Way, name: str, actor: Any, verb: str, on: dt.date | None = None, row_move: str = "", **data: Any) -> PathMove:
    """`row_move` is made where the recommendation has not come so far on another path; `verb` is of the ledger."""
    require(workflow.judge(way, name, actor))
    case, path = way.case, way.path
    told = {"path_id": path.id, "body": path.body.name, **data}
    if on:
        told["on"] = on.isoformat()
    source, target = workflow.move(way, name, actor)
    if row_move and case.stage in OF_THE_ROW.moves[row_move].sources:
        told.pop("on", None)
        act(case, row_move, actor, verb, on=on, **told)
    else:
        _follow_each_other(case.row)
        record(case, verb, actor, **told)
    return moved(path.id, name, source, target, actor, on=on)


def moved(path_id: int, name: str, source: str, target: str, actor: Any, **fields: Any) -> PathMove:
    row = PathMove(
        path_id=path_id,
        move=name,
        source=source,
        target=target,
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
        **fields,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _follow_each_other(row: Recommendation) -> None:
    """Acts on one recommendation come one after the other: a closing that did not see a referral is refused."""
    as_seen = update(Recommendation).where(Recommendation.id == row.id, Recommendation.turn == row.turn)
    if not changed_one(as_seen.values(turn=row.turn + 1)):
        raise Refused(too_late())
    db.session.refresh(row, ["stage", "turn"])
