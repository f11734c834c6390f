"""What waits: open flags as cases, held comments, open appeals. What one may not judge is not in it."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.kit.paging import Page, keyset
from forum.moderation import texts
from forum.moderation.rules import own_cities
from forum.moderation.texts import Text
from models import Appeal, AppealDecision, Comment, Flag, ModerationDecision
from models.base import db


@dataclass
class Case:
    """One text and the open flags on it."""

    text: Text
    flags: list[Flag] = field(default_factory=list)


def cases(actor: Actor, after: str | None = None) -> Page:
    """Flagged texts, the longest waiting first."""
    grouped = _open_cases(actor).subquery()
    columns = [grouped.c.waits, grouped.c.subject_id]
    page = keyset(select(grouped), columns, after, row=lambda row: [row.waits, row.subject_id])
    keys = [(row.subject_kind, row.subject_id) for row in page.items]
    found = texts.find_many(keys)
    flags = _flags_of(keys)
    page.items = [Case(found[key], flags[key]) for key in keys if key in found]
    return page


def held(actor: Actor, after: str | None = None) -> Page:
    """First comments that wait for approval, the newest first."""
    page = keyset(
        _not_own(select(Comment).filter_by(state="held"), Comment.person_id, Comment.city_id, actor), [Comment.id], after
    )
    found = texts.find_many([("comment", row.id) for row in page.items])
    page.items = [Case(found["comment", row.id]) for row in page.items if ("comment", row.id) in found]
    return page


def appeals(actor: Actor, after: str | None = None) -> Page:
    """Open appeals, with the decision that each is about; those that the actor may decide."""
    statement = select(Appeal).options(joinedload(Appeal.decision)).join(Appeal.decision)
    return keyset(_open_appeals(statement, actor), [Appeal.id], after)


def counts(actor: Actor) -> dict[str, int]:
    """How many of each wait for this member of staff: one statement."""
    waiting = (
        select(func.count()).select_from(_open_cases(actor).subquery()).scalar_subquery().label("flags"),
        _count(_not_own(select(Comment.id).filter_by(state="held"), Comment.person_id, Comment.city_id, actor), "held"),
        _count(_open_appeals(select(Appeal.id).join(Appeal.decision), actor), "appeals"),
    )
    return dict(db.session.execute(select(*waiting)).one()._mapping)


def next_case(actor: Actor) -> tuple[str, int] | None:
    """The flagged text that waits longest, else the oldest held comment."""
    grouped = _open_cases(actor).subquery()
    row = db.session.execute(
        select(grouped.c.subject_kind, grouped.c.subject_id).order_by(grouped.c.waits.desc()).limit(1)
    ).first()
    if row:
        return row.subject_kind, row.subject_id
    waiting = _not_own(select(Comment.id).filter_by(state="held"), Comment.person_id, Comment.city_id, actor)
    identity = db.session.scalar(waiting.order_by(Comment.id).limit(1))
    return ("comment", identity) if identity else None


def flags_on(kind: str, identity: int) -> list[Flag]:
    """All flags on a text, the open ones first."""
    statement = select(Flag).filter_by(subject_kind=kind, subject_id=identity).options(joinedload(Flag.person))
    return list(db.session.scalars(statement.order_by(Flag.decision_id.is_not(None), Flag.id)))


def was_flagged(kind: str, identity: int, actor: Actor) -> bool:
    statement = select(Flag.id).filter_by(subject_kind=kind, subject_id=identity, person_id=actor.person_id or 0)
    return db.session.scalar(statement) is not None


def _open_cases(actor: Actor) -> Select[Any]:
    """`waits` falls with the time of the first flag, so that the oldest case stands first in a falling order."""
    columns: tuple[Any, ...] = (Flag.subject_kind, Flag.subject_id, (-func.min(Flag.id)).label("waits"))
    statement = select(*columns).where(Flag.decision_id.is_(None))
    return _not_own(statement, Flag.author_id, Flag.city_id, actor).group_by(Flag.subject_kind, Flag.subject_id)


def _open_appeals(statement: Select[Any], actor: Actor) -> Select[Any]:
    statement = statement.where(~select(AppealDecision.id).filter_by(appeal_id=Appeal.id).correlate(Appeal).exists())
    statement = statement.where(ModerationDecision.decided_by_id != actor.person_id)
    return _not_own(statement, ModerationDecision.author_id, ModerationDecision.city_id, actor)


def _not_own(statement: Select[Any], author: Any, city: Any, actor: Actor) -> Select[Any]:
    statement = statement.where(or_(author.is_(None), author != actor.person_id))
    return statement.where(or_(city.is_(None), city.not_in(own_cities(actor))))


def _flags_of(keys: list[tuple[str, int]]) -> dict[tuple[str, int], list[Flag]]:
    found: dict[tuple[str, int], list[Flag]] = {key: [] for key in keys}
    ids = [identity for _kind, identity in keys]
    statement = select(Flag).where(Flag.subject_id.in_(ids), Flag.decision_id.is_(None)).options(joinedload(Flag.person))
    for flag in db.session.scalars(statement.order_by(Flag.id)):
        if (flag.subject_kind, flag.subject_id) in found:
            found[flag.subject_kind, flag.subject_id].append(flag)
    return found


def _count(statement: Select[Any], name: str) -> Any:
    return select(func.count()).select_from(statement.subquery()).scalar_subquery().label(name)
