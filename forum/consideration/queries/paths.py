"""What stands beside the paths of one recommendation: answers, moves, documents, and where they can go on."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.bodies.queries import bodies
from forum.consideration.way import Way
from models import Body, BodySession, Disposition, Path, PathDocument, PathMove, Person
from models.base import db


def answers(recommendation_id: int) -> list[Disposition]:
    """All that was entered, oldest first, with what was corrected since."""
    statement = select(Disposition).filter_by(recommendation_id=recommendation_id).order_by(Disposition.id)
    return list(db.session.scalars(statement))


def standing(path_id: int) -> list[Disposition]:
    """The answers of one path that no correction has replaced; of an ask that was deferred before, the newest."""
    statement = select(Disposition).where(Disposition.path_id == path_id, Disposition.superseded_at.is_(None))
    newest = {row.ask_id: row for row in db.session.scalars(statement.order_by(Disposition.id))}
    return list(newest.values())


def asked_here(way: Way) -> list[Any]:
    """The asks that this body has before it: all of them, or those that another body referred to it."""
    referred = select(Disposition.ask_id).where(Disposition.to_path_id == way.path.id, Disposition.superseded_at.is_(None))
    named = set(db.session.scalars(referred)) if way.path.parent_id else set()
    return [ask for ask in way.case.asks if ask.id in named] if named and None not in named else way.case.asks


def open_asks(way: Way) -> list[Any]:
    """Those that the body has not answered, or has put off; all of them where it answered each."""
    told = {row.ask_id for row in standing(way.path.id) if row.verb != "deferred" or row.to_session_id is None}
    asks = asked_here(way)
    return ([] if None in told else [ask for ask in asks if ask.id not in told]) or asks


def moves(recommendation_id: int) -> list[PathMove]:
    statement = select(PathMove).join(Path, Path.id == PathMove.path_id).where(Path.recommendation_id == recommendation_id)
    return list(db.session.scalars(statement.order_by(PathMove.id)))


def documents(recommendation_id: int) -> list[PathDocument]:
    statement = select(PathDocument).join(Path, Path.id == PathDocument.path_id)
    return list(db.session.scalars(statement.where(Path.recommendation_id == recommendation_id).order_by(PathDocument.id)))


def enterers(rows: list[Disposition]) -> dict[int, str]:
    ids = {row.entered_by_id for row in rows}
    return {key: name for key, name in db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}


def later_sessions(path: Path) -> list[BodySession]:
    """To which the body can put it off."""
    return [session for session in bodies.sessions_to_come(path.body_id) if session.id != path.session_id]


def other_bodies(way: Way) -> list[Body]:
    """To which it can be referred: those that do not have it before them; the parent of the body first."""
    here = {path.body_id for path in way.case.waiting_paths} | {way.path.body_id}
    found = [body for body in bodies.bodies() if body.id not in here]
    return sorted(found, key=lambda body: (body.id != way.path.body.parent_id, body.name))


def report_of(way: Way) -> Disposition | None:
    """What was entered last of the same session, whose report is most likely the same."""
    if way.path.session_id is None:
        return None
    statement = (
        select(Disposition)
        .join(Path, Path.id == Disposition.path_id)
        .where(Path.session_id == way.path.session_id, Disposition.superseded_at.is_(None))
        .order_by(Disposition.id.desc())
        .limit(1)
        .options(joinedload(Disposition.path))
    )
    return db.session.scalar(statement)


def session_names(ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    statement = select(BodySession.id, BodySession.name).where(BodySession.id.in_(ids))
    return {key: name for key, name in db.session.execute(statement)}
