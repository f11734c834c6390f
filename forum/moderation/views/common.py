"""What the pages share, and what other features see of moderation."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, url_for
from sqlalchemy import select

from forum.kit import subjects
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from forum.moderation import queries, rules, texts, words
from forum.moderation.texts import Text
from models import Flag, ModerationDecision
from models.base import db

blueprint = Blueprint("moderation", __name__)


@blueprint.context_processor
def _words() -> dict[str, Any]:
    return {"rule_words": words.RULES, "kinds": words.KINDS, "acts": words.ACTS, "outcomes": words.OUTCOMES}


def readable(kind: str, identity: int) -> Text:
    """A text that the reader sees where it stands, or 404."""
    found = texts.find(kind, identity) if kind in words.KINDS else None
    if found is None or subjects.find(kind, identity, current_actor()) is None:
        abort(404)
    return found


def judged(kind: str, identity: int) -> Text:
    """A text for the secretariat; where one has a conflict of interest there is no case to see."""
    found = texts.find(kind, identity) if kind in words.KINDS else None
    if found is None or not rules.no_conflict(found.author_id, found.city_id, current_actor()):
        abort(404)
    return found


def flags_as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """A flag leads its reader, staff without a conflict of interest, to the case."""
    rows = [row for row in _rows(Flag, ids) if actor is None or _judges(row, actor)]
    found = {}
    for row in rows:
        address = url_for("moderation.case", kind=row.subject_kind, identity=row.subject_id)
        found[row.id] = Subject("flag", row.id, "", address, author_id=row.person_id)
    return found


def decisions_as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """A decision leads its author, who flagged the text, and staff to the page of the decision."""
    rows = list(_rows(ModerationDecision, ids))
    flagged = {(flag.decision_id, flag.person_id) for flag in _flags_of([row.id for row in rows])}
    found = {}
    for row in rows:
        told = actor is None or row.author_id == actor.person_id or (row.id, actor.person_id) in flagged
        if told or _judges(row, actor):
            address = url_for("moderation.decision", identity=row.id)
            found[row.id] = Subject("decision", row.id, row.title, address, author_id=row.author_id)
    return found


def contribution_panel(actor: Any, row: Any) -> str:
    """Under a hidden experience or challenge: the way of its author to the decision."""
    if row.state != "hidden":
        return ""
    return render("moderation/_panel.html", row=row, author=actor.signed_in and actor.person_id == row.author_id)


def _judges(row: Any, actor: Any) -> bool:
    return actor.is_staff and bool(rules.no_conflict(row.author_id, row.city_id, actor))


def _rows(model: Any, ids: Iterable[int]) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.id.in_(list(ids)))))


def _flags_of(decision_ids: list[int]) -> list[Flag]:
    return list(db.session.scalars(select(Flag).where(Flag.decision_id.in_(decision_ids))))


def latest_address(kind: str, identity: int) -> str | None:
    found = queries.latest_against(kind, identity)
    return url_for("moderation.decision", identity=found.id) if found else None
