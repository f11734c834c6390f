"""One act on many recommendations, in one transaction: each is judged, and those that are refused are named."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from forum.kit.verdict import Refused
from forum.recommendations.case import Case
from forum.recommendations.queries.queue import review
from forum.screening.operations.undo import remember
from models import ReviewUndo
from models.base import db

MOST = 100


@dataclass
class Outcome:
    entries: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)  # title and sentence
    undo: ReviewUndo | None = None


def bulk(actor: Any, act: str, ids: list[int], do: Callable[[Case], dict[str, Any]]) -> Outcome:
    """`do` acts on one case. What this reader may not know of is passed over without a word."""
    outcome = Outcome()
    for identity in sorted(set(ids))[:MOST]:
        case = review(actor, identity)
        if case is None:
            continue
        title = case.row.title
        try:
            with db.session.begin_nested():
                outcome.entries.append(do(case))
        except Refused as refused:
            outcome.refused.append((title, refused.verdict.sentence))
    if outcome.entries:
        outcome.undo = remember(actor, act, outcome.entries)
    return outcome
