"""A path that goes on elsewhere: to another session of the same body, or to another body."""

import datetime as dt
from typing import Any

from forum.consideration import rules
from forum.consideration.operations.stepping import moved, step
from forum.consideration.way import Way
from forum.consideration.workflow import judge
from forum.kit import clock
from forum.kit.verdict import require
from forum.recommendations.case import Case
from models import Body, BodySession, Path, PathMove
from models.base import db


def defer(case: Case, path: Path, actor: Any, session: BodySession, on: dt.date, note: str = "") -> None:
    """The body puts all of it off to another of its sessions."""
    way = Way(case, path)
    require(judge(way, "defer", actor))
    require(rules.possible_day(way, on))
    require(rules.can_defer_to(way, session))
    move = step(way, "defer", actor, "deferred", on, session=session.name)
    move.note = note
    put_off(path, session, move)


def put_off(path: Path, session: BodySession, move: PathMove) -> None:
    move.from_session_id, move.to_session_id = path.session_id, session.id
    path.session, path.agenda_item = session, None
    db.session.flush()


def refer(
    case: Case, path: Path, actor: Any, body: Body, on: dt.date, session: BodySession | None = None, note: str = ""
) -> Path:
    """The body hands it to another one and waits for it; the answer of each is entered on its own path."""
    way = Way(case, path)
    require(judge(way, "refer", actor))
    require(rules.possible_day(way, on))
    require(rules.can_refer_to(way, body))
    move = step(way, "refer", actor, "referred", on, to_body=body.name)
    child = begin_child(way, actor, body, session, on, note)
    move.to_path_id, move.note = child.id, note
    db.session.flush()
    return child


def begin_child(way: Way, actor: Any, body: Body, session: BodySession | None, on: dt.date, note: str) -> Path:
    """The path at the body to which it was referred; it begins on the day of the referral, not on that of its entry."""
    parent, noon = way.path, dt.datetime.combine(on, dt.time(12), clock.FORUM_ZONE)
    child = Path(
        recommendation_id=way.case.id,
        body=body,
        session=session,
        agenda_item=None,
        parent_id=parent.id,
        stage="forwarded",
        turn=1,
        cover_note=note,
        languages=parent.languages,
        forwarded_at=min(noon, clock.now()),
    )
    db.session.add(child)
    db.session.flush()
    way.case.paths.append(child)
    moved(child.id, "forward", "", "forwarded", actor, on=on, to_session_id=session.id if session else None)
    return child


def take_back(case: Case, path: Path, actor: Any, why: str) -> None:
    """A referral that was recorded by mistake; it stays in the history of the path."""
    way = Way(case, path)
    move = step(way, "take_back", actor, "referral_taken_back")
    move.note = why
    case.paths = [one for one in case.paths if one.stage != "dropped"]
    db.session.flush()
