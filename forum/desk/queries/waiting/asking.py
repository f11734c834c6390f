"""Recommendations that wait for a sponsor: an invitation, numbered points, a draft to submit."""

import datetime as dt

from sqlalchemy import and_, or_, select

from forum.accounts.actor import Actor
from forum.desk.tasks import LATER, SOON, Task, end_of
from forum.kit.i18n import _
from forum.recommendations.queries import returning
from forum.recommendations.queries.recommendations import HEADS
from forum.recommendations.rules import BEFORE_FORWARDING
from models import Recommendation, Sponsor
from models.base import db
from models.recommendation import Stage

MOST = 50


def of_city(actor: Actor) -> list[Task]:
    """Two statements, for mayors four; agreeing and deciding on wording is theirs, answering everybody's of the lead."""
    return _led(actor) + (_asked(actor) + _wording(actor) if actor.leads_city else [])


def _led(actor: Actor) -> list[Task]:
    statement = select(Recommendation).where(
        Recommendation.lead_city_id == actor.city_id, Recommendation.stage.in_([Stage.DRAFT, Stage.RETURNED])
    )
    rows = list(db.session.scalars(statement.options(*HEADS).order_by(Recommendation.id).limit(MOST)))
    days = returning.answer_days([row.id for row in rows])
    return [_answer(actor, row, days) if row.stage == Stage.RETURNED else _draft(actor, row) for row in rows]


def _wording(actor: Actor) -> list[Task]:
    why = _("The secretariat proposes other words; they stand only if you accept them.")
    return [
        Task(row.title, why, _("Accept or refuse"), "recommendations.wording", {"identity": row.id}, rank=SOON,
             since=row.since, mandate_id=actor.mandate_id)
        for row in returning.wording_to_decide(actor.city_id or 0, MOST)
    ]  # fmt: skip


def _answer(actor: Actor, row: Recommendation, days: dict[int, dt.date]) -> Task:
    return Task(row.title, _("The secretariat returned it with numbered points."), _("Answer the points"),
                "recommendations.points", {"identity": row.id}, end_of(days.get(row.id)), SOON, since=row.submitted_at,
                mandate_id=actor.mandate_id)  # fmt: skip


def _draft(actor: Actor, row: Recommendation) -> Task:
    return Task(row.title, _("A draft to %(body)s; nobody outside its sponsors sees it.", body=row.body.name),
                _("Continue the draft"), "recommendations.recommendation", {"identity": row.id}, rank=LATER,
                since=row.created_at, mandate_id=actor.mandate_id)  # fmt: skip


def _asked(actor: Actor) -> list[Task]:
    """Invited, or agreed to an earlier wording."""
    statement = (
        select(Recommendation, Sponsor.state, Sponsor.at)
        .join(Sponsor, Sponsor.recommendation_id == Recommendation.id)
        .where(
            Sponsor.city_id == actor.city_id,
            Recommendation.stage.in_(BEFORE_FORWARDING),
            or_(Sponsor.state == "invited", and_(Sponsor.state == "agreed", Sponsor.edit != Recommendation.edit)),
        )
        .options(*HEADS)
        .order_by(Sponsor.id)
        .limit(MOST)
    )
    return [
        Task(row.title, _("%(city)s invites your city to sponsor it.", city=row.lead_city.name) if state == "invited"
             else _("The text was changed after your city agreed to it."),
             _("Answer as sponsor"), "recommendations.sponsorship", {"identity": row.id}, since=at,
             mandate_id=actor.mandate_id)
        for row, state, at in db.session.execute(statement)
    ]  # fmt: skip


def more_time(actor: Actor) -> list[Task]:
    """Of an editor: sponsors who ask for more time. One statement."""
    return [
        Task(row.title, _("%(city)s asks for more time to answer the points.", city=row.lead_city.name), _("Answer"),
             "recommendations.extension_answer", {"identity": row.id}, rank=SOON, since=asked.at,
             mandate_id=actor.mandate_id)
        for row, asked in returning.extensions_to_decide(actor, MOST)
    ]  # fmt: skip
