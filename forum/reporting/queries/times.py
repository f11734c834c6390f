"""How long the steps of the way take: exact medians over public recommendations, with how many rows each rests on."""

from itertools import groupby
from statistics import median
from typing import Any

from sqlalchemy import select

from forum.reporting.numbers.asked import COUNTED
from models import Recommendation, RecommendationMove
from models.base import db
from models.recommendation import Stage

# What readers see as one step: the stages in it, and the stage that ends it. The public does not learn of single returns.
SCREENING = (Stage.SUBMITTED, Stage.SCREENING, Stage.RETURNED, Stage.RESUBMITTED)
STEPS: dict[str, tuple[tuple[str, ...], str]] = {
    "screening": (SCREENING, Stage.ACCEPTED),
    "clearance": ((Stage.ACCEPTED,), Stage.CLEARED),
    "forwarding": ((Stage.CLEARED,), Stage.FORWARDED),
    "consideration": ((Stage.FORWARDED,), Stage.CONSIDERED),
    "answer": ((Stage.CONSIDERED,), Stage.DISPOSITION),
    "whole": ((*SCREENING, Stage.ACCEPTED, Stage.CLEARED, Stage.FORWARDED, Stage.CONSIDERED), Stage.DISPOSITION),
}


def medians() -> dict[str, dict[str, Any]]:
    """step -> {"seconds": the median, "rows": over how many}; a step that nobody has ended is not among them."""
    spans: dict[str, list[int]] = {step: [] for step in STEPS}
    move = RecommendationMove
    statement = select(move.recommendation_id, move.source, move.target, move.seconds)
    statement = statement.join(Recommendation, Recommendation.id == move.recommendation_id).where(*COUNTED)
    rows = db.session.execute(statement.order_by(move.recommendation_id, move.id).execution_options(yield_per=2000))
    for _key, moves in groupby(rows, key=lambda row: row[0]):
        for step, seconds in spent([(source, target, seconds) for _id, source, target, seconds in moves]).items():
            spans[step].append(seconds)
    return {step: {"seconds": median(found), "rows": len(found)} for step, found in spans.items() if found}


def spent(moves: list[tuple[str, str, int | None]]) -> dict[str, int]:
    """What one recommendation spent in each step that it has ended; a step of which a part is not known is left out."""
    found = {}
    reached = {target for _source, target, _seconds in moves}
    for step, (stages, end) in STEPS.items():
        parts = [seconds for source, _target, seconds in moves if source in stages]
        if end in reached and parts and None not in parts:
            found[step] = sum(part for part in parts if part is not None)
    return found
