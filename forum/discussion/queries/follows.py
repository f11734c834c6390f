"""Whether somebody follows a thing, and everything that they follow."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.discussion import rules
from forum.kit import subjects
from forum.kit.subjects import Subject
from models import Follow
from models.base import db


@dataclass(frozen=True)
class Following:
    """What `discussion/_follow.html` draws: `state` is none, following or muted."""

    kind: str
    id: int
    state: str
    allowed: bool


def following(actor: Actor, kind: str, identity: int) -> Following:
    muted = None
    if actor.person_id:
        statement = select(Follow.muted).filter_by(subject_kind=kind, subject_id=identity, person_id=actor.person_id)
        muted = db.session.scalar(statement)
    return state_of(actor, kind, identity, muted)


def state_of(actor: Actor, kind: str, identity: int, muted: bool | None) -> Following:
    """`muted` is None where nothing is stored."""
    state = "none" if muted is None else ("muted" if muted else "following")
    return Following(kind, identity, state, bool(rules.can_follow(actor)))


def followed_by(actor: Actor, limit: int = 50) -> list[tuple[Subject, bool]]:
    """What a person follows, newest first, with whether it is muted; what they may no longer see is left out."""
    statement = select(Follow).filter_by(person_id=actor.person_id).order_by(Follow.id.desc()).limit(limit)
    rows = list(db.session.scalars(statement))
    found = subjects.find_many([(row.subject_kind, row.subject_id) for row in rows], actor)
    keyed = [((row.subject_kind, row.subject_id), row.muted) for row in rows]
    return [(found[key], muted) for key, muted in keyed if key in found]
