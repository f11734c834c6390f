"""What waits for a person in their own name: a decision about their text that they can appeal against."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.desk.tasks import LATER, Task
from forum.kit import clock
from forum.kit.i18n import _
from models import ModerationDecision
from models.base import db

SHOWN_FOR = dt.timedelta(days=30)


def of_person(actor: Actor) -> list[Task]:
    """One statement; after a month, or with an appeal, it waits no longer."""
    statement = (
        select(ModerationDecision)
        .where(ModerationDecision.author_id == actor.person_id, ModerationDecision.act.in_(["hide", "refuse"]))
        .where(ModerationDecision.at > clock.now() - SHOWN_FOR)
        .options(joinedload(ModerationDecision.appeal))
        .order_by(ModerationDecision.id)
        .limit(50)
    )
    return [
        Task(_("A text of yours is hidden"), _("See the rule, and appeal if you disagree."), _("Read the decision"),
             "moderation.decision", {"identity": row.id}, rank=LATER, since=row.at)
        for row in db.session.scalars(statement)
        if row.appeal is None
    ]  # fmt: skip
