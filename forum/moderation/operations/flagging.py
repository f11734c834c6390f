"""A reader says that a text breaks a rule."""

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from forum import ledger
from forum.accounts.actor import Actor
from forum.kit import clock
from forum.kit.verdict import Refused, require
from forum.moderation import queries, rules
from forum.moderation.texts import Text
from models import Flag
from models.base import db


def flag(actor: Actor, text: Text, rule: str, note: str) -> Flag:
    """One flag for each person and text; only the first open one on a text asks the secretariat to look."""
    require(rules.can_flag(text, actor, queries.was_flagged(text.kind, text.id, actor)))
    key = {"subject_kind": text.kind, "subject_id": text.id}
    known = db.session.scalar(select(func.count(Flag.id)).filter_by(**key, decision_id=None)) or 0
    row = Flag(**key, person_id=actor.person_id, rule=rule, note=note, at=clock.now())
    row.author_id, row.city_id = text.author_id, text.city_id
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(rules.can_flag(text, actor, flagged=True)) from None
    verb = "moderation.flagged_again" if known else "moderation.flagged"
    ledger.record(verb, actor, ("flag", row.id), text.title, text=[text.kind, text.id], rule=rule)
    return row
