"""Who sits on a body, and who speaks for each of its members."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.bodies.rules.members import holds_seat, seated, speaks_for
from forum.kit import clock
from models import Body, BodyMember, Mandate
from models.base import db
from models.mandate import Role

KINDS = ("chair", "vice-chair", "member", "observer")  # in the order in which a list shows them


@dataclass
class Table:
    """The members of a body: who sits there now, who did, and who speaks for whom."""

    now: list[BodyMember]
    past: list[BodyMember]
    to_come: list[BodyMember]
    speakers: dict[int, list[Mandate]] = field(default_factory=dict)
    strangers: list[Mandate] = field(default_factory=list)  # on this body, for nobody that is entered


def members(body_id: int) -> Table:
    rows = list(db.session.scalars(select(BodyMember).filter_by(body_id=body_id).order_by(BodyMember.name)))
    rows.sort(key=lambda row: KINDS.index(row.kind) if row.kind in KINDS else len(KINDS))
    day = clock.today()
    now = [row for row in rows if seated(row, day)]
    past = [row for row in rows if row.until and row.until < day]
    return Table(now, past, [row for row in rows if row not in now and row not in past])


def with_speakers(table: Table, body_id: int) -> Table:
    """For those who may know names: the people of each member, under mandates that hold today."""
    day, held = clock.today(), select(Mandate).join(Mandate.verification)
    held = held.where(Mandate.role == Role.STATE, Mandate.body_id == body_id, Mandate.starts_on <= day)
    held = held.where(or_(Mandate.ends_on.is_(None), Mandate.ends_on >= day))
    held = held.where(or_(Mandate.ended_at.is_(None), Mandate.ended_at > clock.now()))
    for mandate in db.session.scalars(held.options(joinedload(Mandate.person)).order_by(Mandate.id)):
        of = [row for row in (*table.now, *table.to_come, *table.past) if speaks_for(mandate, row)]
        for row in of:
            table.speakers.setdefault(row.id, []).append(mandate)
        if not of:
            table.strangers.append(mandate)
    return table


def find(body_id: int, identity: int) -> BodyMember | None:
    return db.session.scalar(select(BodyMember).filter_by(body_id=body_id, id=identity))


def taken(body_id: int, name: str, but: int = 0) -> bool:
    rows = db.session.execute(select(BodyMember.id, BodyMember.name).filter_by(body_id=body_id))
    return any(found.casefold() == name.casefold() and identity != but for identity, found in rows)


def seats(actor: Any, body_id: int) -> list[BodyMember]:
    """The members of this body for which any mandate of this person is in force; no statement for those who hold none."""
    if not any(mandate.role == Role.STATE and mandate.body_id == body_id for mandate in actor.mandates):
        return []
    rows = db.session.scalars(select(BodyMember).filter_by(body_id=body_id).order_by(BodyMember.id))
    return [row for row in rows if holds_seat(actor, row)]


def seat_in_use(actor: Any, body_id: int) -> BodyMember | None:
    """The member for which the mandate in use is."""
    mandate = actor.mandate
    return next((row for row in seats(actor, body_id) if mandate and speaks_for(mandate, row)), None)


def bodies_of(actor: Any) -> list[Body]:
    """Those on which this person sits under any mandate."""
    ids = {mandate.body_id for mandate in actor.mandates if mandate.role == Role.STATE and mandate.body_id}
    if not ids:
        return []
    statement = select(BodyMember, Body).join(Body, Body.id == BodyMember.body_id).where(Body.id.in_(ids))
    found = {
        body.id: body for member, body in db.session.execute(statement.order_by(Body.name)) if holds_seat(actor, member)
    }
    return list(found.values())
