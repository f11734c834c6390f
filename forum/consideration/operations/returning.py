"""What comes back to the desk by itself: a follow-up whose day of review has come, a milestone whose day has passed."""

from sqlalchemy import select

from forum import ledger
from forum.kit import clock
from forum.kit.database import transaction
from forum.recommendations.queries.follow_up import to_review
from models import LedgerEvent, Milestone, Recommendation
from models.base import db

VERB = "review_due"


def remind() -> None:
    """Runs on the clock. Of each day it is told once; a day that was moved is spoken of again."""
    with transaction():
        today = clock.today()
        for row in db.session.scalars(select(Recommendation).where(to_review(today))).all():
            known = select(LedgerEvent).filter_by(
                verb=f"recommendation.{VERB}", subject_kind="recommendation", subject_id=row.id
            )
            told = {key for event in db.session.scalars(known) for key in event.data.get("due", [])}
            if new := [key for key in _due(row) if key not in told]:
                ledger.record(f"recommendation.{VERB}", None, ("recommendation", row.id), row.title, due=new)


def _due(row: Recommendation) -> list[str]:
    today = clock.today()
    keys = [f"review {row.review_on.isoformat()}"] if row.review_on and row.review_on <= today else []
    late = select(Milestone).where(
        Milestone.recommendation_id == row.id, Milestone.reached_on.is_(None), Milestone.due_on < today
    )
    return keys + [f"milestone {one.id} {one.due_on}" for one in db.session.scalars(late.order_by(Milestone.id))]
