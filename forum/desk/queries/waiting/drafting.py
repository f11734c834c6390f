"""Amendments that wait for the decision of the city that leads."""

from sqlalchemy import func, select

from forum.accounts.actor import Actor
from forum.declarations.rules.drafting import AMENDABLE
from forum.desk.tasks import Task
from forum.kit.i18n import _
from models import Amendment, City, Declaration
from models.base import db

MOST = 50


def of_city(actor: Actor) -> list[Task]:
    """One statement; an amendment's number is its place among those to the same text."""
    place = func.row_number().over(partition_by=Amendment.declaration_id, order_by=Amendment.id).label("place")
    ours = select(Declaration.id).where(Declaration.lead_city_id == actor.city_id, Declaration.stage.in_(AMENDABLE))
    numbered = (
        select(Amendment.id, Amendment.declaration_id, Amendment.city_id, Amendment.state, Amendment.at, place)
        .where(Amendment.declaration_id.in_(ours))
        .subquery()
    )
    statement = (
        select(numbered, Declaration.title, City.name)
        .join(Declaration, Declaration.id == numbered.c.declaration_id)
        .join(City, City.id == numbered.c.city_id)
        .where(numbered.c.state == "open")
        .order_by(numbered.c.id)
        .limit(MOST)
    )
    return [
        Task(row.title, _("%(city)s proposes amendment %(number)s.", city=row.name, number=row.place),
             _("Decide the amendment"), "declarations.amendment", {"identity": row.declaration_id, "place": row.place},
             since=row.at, mandate_id=actor.mandate_id)
        for row in db.session.execute(statement)
    ]  # fmt: skip
