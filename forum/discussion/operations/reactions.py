"""A few serious reactions; each person has at most one of a kind on one thing."""

from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from forum.accounts.actor import Actor
from forum.discussion import rules
from forum.kit import clock
from forum.kit.verdict import require
from models import Comment, Contribution, Reaction
from models.base import db

MODELS: dict[str, Any] = {"comment": Comment, "contribution": Contribution}


def react(actor: Actor, kind: str, identity: int, word: str, on: bool) -> dict[str, int]:
    """Set or take back a reaction; sending it twice changes nothing. The counts afterwards."""
    require(rules.can_react(actor))
    model = MODELS[kind]
    row = db.session.scalars(select(model).where(model.id == identity).with_for_update(of=model)).one()
    key = {"subject_kind": kind, "subject_id": identity, "person_id": actor.person_id, "kind": word}
    if on:
        insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert
        db.session.execute(insert(Reaction).values(**key, at=clock.now()).on_conflict_do_nothing())
    else:
        db.session.execute(delete(Reaction).filter_by(**key))
    counts = select(Reaction.kind, func.count()).filter_by(subject_kind=kind, subject_id=identity).group_by(Reaction.kind)
    row.reactions = {word: number for word, number in db.session.execute(counts)}
    return row.reactions
