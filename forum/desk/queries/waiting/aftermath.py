"""What happens to signatures after they were made: corrections open to objection, and acts that somebody contests."""

from typing import Any

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.declarations.queries import contests
from forum.declarations.queries.counting import counts
from forum.declarations.queries.current import is_current
from forum.desk.tasks import LATER, SOON, Task
from forum.kit import clock
from forum.kit.i18n import _
from models import Declaration, Signature, Version
from models.base import db

MOST = 50


def of_city(actor: Actor) -> list[Task]:
    """One statement; none for a delegate. A correction stays until its time has passed: to read it is all that is asked."""
    if not actor.leads_city:
        return []
    signed = select(Signature.id).where(
        Signature.declaration_id == Declaration.id, Signature.city_id == actor.city_id, counts()
    )
    statement = (
        select(Declaration.id, Declaration.title, Version.number, Version.at, Version.objections_until)
        .join(Version, is_current(Version, Declaration))
        .where(Version.objections_until > clock.now(), signed.correlate(Declaration).exists())
        .order_by(Version.objections_until)
        .limit(MOST)
    )
    return [_correction(actor, row) for row in db.session.execute(statement)]


def _correction(actor: Actor, row: Any) -> Task:
    told = _(
        "Version %(number)s corrects the wording that your city signed. Nothing is needed if you agree.", number=row.number
    )
    values = {"identity": row.id, "place": row.number}
    return Task(row.title, told, _("Read the correction"), "declarations.objection", values, row.objections_until, LATER,
                row.at, actor.mandate_id)  # fmt: skip


def contested(actor: Actor) -> list[Task]:
    """Cases of all of the secretariat; two people settle one, and nobody their own. One statement."""
    found = []
    for row, title in contests.unsettled(MOST):
        if row.person_id != actor.person_id and row.proposed_by_id != actor.person_id:
            why = _("%(name)s says of an act in their name: this was not me.", name=row.person.name)
            act = _("Confirm what was found") if row.proposed_by_id else _("Look into it")
            values = {"identity": row.declaration_id, "place": row.id}
            found.append(Task(title, why, act, "declarations.contested", values, None, SOON, row.at, actor.mandate_id))
    return found
