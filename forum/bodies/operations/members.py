"""Who sits on a body: entered by the secretariat, changed, and ended with a last day; a member is never removed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from forum import ledger
from forum.bodies import rules
from forum.bodies.queries import members as reading
from forum.kit.verdict import require
from models import Body, BodyMember
from models.base import db


@dataclass(frozen=True)
class Facts:
    name: str
    kind: str = "member"
    country_iso2: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def add_member(actor: Any, body: Body, facts: Facts) -> BodyMember:
    row = BodyMember(body_id=body.id)
    _write(actor, body, row, facts)
    db.session.add(row)
    db.session.flush()
    ledger.record("body.member_added", actor, ("body", body.id), f"{body.name}: {row.name}", public=True)
    return row


def change_member(actor: Any, body: Body, row: BodyMember, facts: Facts) -> None:
    _write(actor, body, row, facts)
    db.session.flush()
    ledger.record("body.member_changed", actor, ("body", body.id), f"{body.name}: {row.name}", public=True)


def _write(actor: Any, body: Body, row: BodyMember, facts: Facts) -> None:
    require(rules.can_keep(actor))
    require(rules.free_name(reading.taken(body.id, facts.name, row.id or 0), body))
    require(rules.good_term(facts.since, facts.until))
    row.name, row.kind, row.country_iso2 = facts.name, facts.kind, facts.country_iso2
    row.since, row.until = facts.since, facts.until
