"""What every act leaves behind: the move in the recommendation's own history, and an event in the ledger."""

import datetime as dt
from typing import Any

from sqlalchemy import func, select, update

from forum import ledger
from forum.kit import clock
from forum.recommendations.case import Case
from forum.recommendations.rules import PUBLIC
from forum.recommendations.workflow import FLOW, move
from models import PendingDecision, RecommendationMove, Sponsor
from models.base import db


def act(
    case: Case,
    name: str,
    actor: Any,
    verb: str,
    note: str = "",
    internal: bool = False,
    on: dt.date | None = None,
    to: str = "",
    **data: Any,
) -> None:
    """Judge, move, remember, record: the whole of a simple act. An `internal` note is for reviewers only.

    `to` is the stage where the table leaves it open.
    """
    source, target = move(case, name, actor, to)
    if to or FLOW.moves[name].target:
        db.session.add(
            RecommendationMove(
                recommendation_id=case.id,
                move=name,
                source=source,
                target=target,
                person_id=actor.person_id,
                mandate_id=actor.mandate_id,
                at=clock.now(),
                note=note,
                internal=internal,
                on=on,
                seconds=_stood(case),
            )
        )
    record(case, verb, actor, **data)


def _stood(case: Case) -> int:
    """Seconds since it came to the stage that it leaves."""
    last = select(func.max(RecommendationMove.at)).filter_by(recommendation_id=case.id)
    since = db.session.scalar(last) or case.row.created_at
    return max(0, int((clock.now() - since).total_seconds()))


def record(case: Case, verb: str, actor: Any, **data: Any) -> None:
    """Append to the ledger; a public event tells nothing of the review."""
    ledger.record(
        f"recommendation.{verb}",
        actor,
        ("recommendation", case.id),
        case.row.title,
        public=case.stage in PUBLIC,
        sponsor_city_ids=[sponsor.city_id for sponsor in case.agreed],
        body_id=case.row.body_id,
        **data,
    )


def drop_pending(case: Case) -> None:
    """What was prepared has become pointless: the text went another way."""
    if case.pending:
        case.pending.state = "sent-back"
        case.pending, case.row.prepared = None, ""
        for path in case.prepared_paths:
            path.stage = "dropped"
        case.paths = [path for path in case.paths if path.stage != "dropped"]
    if case.row.decided:
        kept = update(PendingDecision).where(
            PendingDecision.recommendation_id == case.id, PendingDecision.state == "waiting"
        )
        db.session.execute(kept.values(state="dropped"))
        case.row.decided = ""


def end_assignment(case: Case) -> None:
    if case.assignment:
        case.assignment.ended_at = clock.now()
        case.assignment = None
        case.row.assignee_id = case.row.due_on = None
        db.session.flush()


def sign(sponsor: Sponsor, actor: Any, state: str, edit: int = 0) -> None:
    """Put the actor's name under what a city did: asked, agreed to one wording, left."""
    sponsor.agreed_once = bool(sponsor.agreed_once) or "agreed" in (sponsor.state, state)
    sponsor.state, sponsor.at, sponsor.edit = state, clock.now(), edit
    sponsor.person_id, sponsor.mandate_id, sponsor.byline = actor.person_id, actor.mandate_id, actor.byline
