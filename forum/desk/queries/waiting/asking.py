"""Recommendations that wait for a sponsor: an invitation, numbered points, a draft to submit."""

from sqlalchemy import and_, or_, select

from forum.accounts.actor import Actor
from forum.desk.tasks import LATER, SOON, Task
from forum.kit.i18n import _
from forum.recommendations.queries.recommendations import HEADS
from forum.recommendations.rules import BEFORE_FORWARDING
from models import Recommendation, Sponsor
from models.base import db
from models.recommendation import Stage

MOST = 50


def of_city(actor: Actor) -> list[Task]:
    """Two statements; agreeing is for mayors, answering for everybody of the lead sponsor."""
    return _led(actor) + (_asked(actor) if actor.leads_city else [])


def _led(actor: Actor) -> list[Task]:
    statement = select(Recommendation).where(
        Recommendation.lead_city_id == actor.city_id, Recommendation.stage.in_([Stage.DRAFT, Stage.RETURNED])
    )
    rows = db.session.scalars(statement.options(*HEADS).order_by(Recommendation.id).limit(MOST))
    return [_answer(actor, row) if row.stage == Stage.RETURNED else _draft(actor, row) for row in rows]


def _answer(actor: Actor, row: Recommendation) -> Task:
    return Task(row.title, _("The secretariat returned it with numbered points."), _("Answer the points"),
                "recommendations.points", {"identity": row.id}, rank=SOON, since=row.submitted_at,
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
