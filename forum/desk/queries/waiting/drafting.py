"""Amendments that wait for a city: to be decided, to be written anew after a collision, to be sponsored."""

from typing import Any

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.declarations.rules.drafting import AMENDABLE
from forum.desk.tasks import Task
from forum.kit.i18n import _
from models import Amendment, City, Declaration, SponsorAnswer, SponsorRequest
from models.base import db

MOST = 50


def of_city(actor: Actor) -> list[Task]:
    """What the city decides as the lead, what collides of its own, and what it was asked to sponsor; one statement."""
    answered = select(SponsorAnswer.id).filter_by(request_id=SponsorRequest.id).exists()
    asked = (SponsorRequest.amendment_id == Amendment.id) & (SponsorRequest.city_id == actor.city_id) & ~answered
    led, own = Declaration.lead_city_id == actor.city_id, Amendment.city_id == actor.city_id
    is_open, collides = Amendment.state == "open", Amendment.state == "collides"
    columns = (Amendment.declaration_id, Amendment.number, Amendment.at, Declaration.title, City.name)
    reasons = (collides.label("collides"), led.label("led"), SponsorRequest.id.label("request_id"))
    statement = select(*columns, *reasons).join(Declaration, Declaration.id == Amendment.declaration_id)
    statement = statement.join(City, City.id == Amendment.city_id).outerjoin(SponsorRequest, asked)
    statement = statement.where(
        Declaration.stage.in_(AMENDABLE), (is_open & (led | SponsorRequest.id.is_not(None))) | (collides & own)
    )
    rows = db.session.execute(statement.order_by(Amendment.id).limit(MOST))
    return [_task(row, actor, *words) for row in rows for words in _reasons(row)]


def _reasons(row: Any) -> list[tuple[str, str]]:
    """(what waits, the act) for each reason for which an amendment stands on the desk."""
    if row.collides:
        sentence = _("Amendment %(number)s of your city collides with what was decided.", number=row.number)
        return [(sentence, _("Say what becomes of it"))]
    found = []
    if row.led:
        sentence = _("%(city)s proposes amendment %(number)s.", city=row.name, number=row.number)
        found.append((sentence, _("Decide the amendment")))
    if row.request_id:
        sentence = _("%(city)s asks you to sponsor amendment %(number)s.", city=row.name, number=row.number)
        found.append((sentence, _("Sponsor it or decline")))
    return found


def _task(row: Any, actor: Actor, sentence: str, act: str) -> Task:
    values = {"identity": row.declaration_id, "place": row.number}
    return Task(row.title, sentence, act, "declarations.amendment", values, since=row.at, mandate_id=actor.mandate_id)
