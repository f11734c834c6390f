"""The mayor delegates authority to a person of the city, for some days and in words; the secretariat verifies it."""

import datetime as dt

from forum.accounts.actor import Actor
from forum.accounts.operations.mandates import add_mandate
from forum.accounts.queries.mandates import of_person
from forum.accounts.rules import delegation as rules
from forum.kit.verdict import require
from models import Mandate, Person, Role
from models.base import db


def delegate(
    actor: Actor, person: Person | None, *, office: str, starts_on: dt.date, ends_on: dt.date, scope: str, evidence: str
) -> Mandate:
    """A deputy's mandate that nobody has verified yet."""
    require(rules.can_delegate(actor))
    mandates = of_person(person.id) if person else []
    require(rules.can_receive(actor, person, mandates))
    require(rules.free_then(mandates, actor.city_id, starts_on, ends_on))
    scope = scope.strip()
    require(rules.good_scope(scope))
    assert person is not None
    row = add_mandate(
        actor,
        person,
        role=Role.DEPUTY,
        office=office,
        city_id=actor.city_id,
        starts_on=starts_on,
        ends_on=ends_on,
        evidence=evidence,
    )
    row.scope = scope
    db.session.flush()
    return row
