"""Challenges that can be closed, and adoptions whose outcome is to be told after a year."""

from typing import Any

from sqlalchemy import or_, select

from forum.accounts.actor import Actor
from forum.desk.tasks import LATER, Task, end_of
from forum.exchange.rules.adoptions import YEAR
from forum.kit import clock
from forum.kit.i18n import _
from models import Adoption, Challenge, Contribution
from models.base import db

MOST = 50


def of_city(actor: Actor) -> list[Task]:
    """Two statements."""
    return [*_challenges(actor), *_outcomes(actor)]


def _challenges(actor: Actor) -> list[Task]:
    """Answered, or past the day until which help was asked for."""
    statement = (
        select(Challenge)
        .where(Challenge.city_id == actor.city_id, Challenge.state == "published", Challenge.closed.is_(False))
        .where(or_(Challenge.answer_count > 0, Challenge.needed_by < clock.today()))
        .order_by(Challenge.id)
        .limit(MOST)
    )
    return [_close(actor, row) for row in db.session.scalars(statement)]


def _close(actor: Actor, row: Any) -> Task:
    why = _("Other cities have answered; when you have what you need, say what was used.")
    if row.needed_by and row.needed_by < clock.today():
        why = _("The day until which you asked for help has passed.")
    return Task(row.title, why, _("Close the challenge"), "exchange.closing", {"identity": row.id}, end_of(row.needed_by),
                LATER, row.published_at, actor.mandate_id)  # fmt: skip


def _outcomes(actor: Actor) -> list[Task]:
    statement = (
        select(Adoption.id, Adoption.at, Contribution.title)
        .join(Contribution, Contribution.id == Adoption.experience_id)
        .where(Adoption.city_id == actor.city_id, Adoption.outcome_at.is_(None), Adoption.at <= clock.now() - YEAR)
        .where(Contribution.state == "published")
        .order_by(Adoption.id)
        .limit(MOST)
    )
    return [
        Task(row.title, _("A year ago your city did this too; others want to know what came of it."),
             _("Tell the outcome"), "exchange.outcome", {"identity": row.id}, rank=LATER, since=row.at,
             mandate_id=actor.mandate_id)
        for row in db.session.execute(statement)
    ]  # fmt: skip
