"""Entering a body that can be asked, and changing what is said of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from forum import ledger
from forum.bodies import rules
from forum.bodies.queries import bodies as reading
from forum.kit.i18n import _
from forum.kit.text import slug_of
from forum.kit.verdict import Refused, refuse, require
from models import Body
from models.base import db


@dataclass(frozen=True)
class Facts:
    """What the secretariat says of a body."""

    name: str
    acronym: str = ""
    about: str = ""
    parent_id: int | None = None
    sponsor_threshold: int = 1


def add_body(actor: Any, facts: Facts) -> Body:
    require(rules.can_keep(actor))
    slug = slug_of(facts.name)[:80].strip("-")
    if db.session.scalar(select(Body.id).filter_by(slug=slug)):
        raise Refused(refuse(_("A body of this name is entered already.")))
    require(rules.good_parent(None, facts.parent_id, reading.parents()))
    body = Body(slug=slug)
    _write(body, facts)
    db.session.add(body)
    db.session.flush()
    ledger.record("body.added", actor, ("body", body.id), body.name, public=True)
    return body


def edit_body(actor: Any, body: Body, facts: Facts) -> None:
    """Its address stays, also under another name."""
    require(rules.can_keep(actor))
    require(rules.good_parent(body.id, facts.parent_id, reading.parents()))
    renamed = body.name != facts.name
    _write(body, facts)
    db.session.flush()
    ledger.record("body.edited", actor, ("body", body.id), body.name, public=True, renamed=renamed)


def _write(body: Body, facts: Facts) -> None:
    body.name, body.acronym, body.about = facts.name, facts.acronym, facts.about
    body.parent_id, body.sponsor_threshold = facts.parent_id, facts.sponsor_threshold
