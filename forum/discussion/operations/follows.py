"""Following a thing, keeping it out of the inbox, and neither."""

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from forum.accounts.actor import Actor
from forum.discussion import rules
from forum.kit import clock
from forum.kit.subjects import Subject
from forum.kit.verdict import require
from models import Follow
from models.base import db


def follow(actor: Actor, subject: Subject) -> None:
    _store(actor, subject, muted=False)


def mute(actor: Actor, subject: Subject) -> None:
    """Nothing of it reaches the inbox any more, except what asks something of the person."""
    _store(actor, subject, muted=True)


def unfollow(actor: Actor, subject: Subject) -> None:
    require(rules.can_follow(actor))
    key = {"subject_kind": subject.kind, "subject_id": subject.id, "person_id": actor.person_id}
    db.session.execute(delete(Follow).filter_by(**key))


def _store(actor: Actor, subject: Subject, muted: bool) -> None:
    require(rules.can_follow(actor))
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert
    key = {"subject_kind": subject.kind, "subject_id": subject.id, "person_id": actor.person_id}
    statement = insert(Follow).values(**key, muted=muted, at=clock.now())
    statement = statement.on_conflict_do_update(index_elements=list(key), set_={"muted": muted})
    db.session.execute(statement)
