"""The blueprint, and what all its pages need."""

from typing import Any

from flask import Blueprint, abort, url_for

from forum.kit.identity import current_actor
from forum.recommendations.case import Case, reference
from forum.recommendations.queries import find
from forum.recommendations.workflow import LABELS, meaning
from models.recommendation import Stage

blueprint = Blueprint("recommendations", __name__)


def case_or_404(identity: int) -> Case:
    """The recommendation, or nothing at this address for those who may not know of it."""
    case = find(current_actor(), identity)
    if case is None:
        abort(404)
    return case


def address(row: Any) -> str:
    return url_for("recommendations.recommendation", identity=row.id)


def stage_name(stage: str) -> str:
    return str(LABELS[Stage(stage)])


def first_large(words: str) -> str:
    """The first letter large, the others as they are: "Cleared by the Bureau"."""
    return words[:1].upper() + words[1:]


def vocabulary() -> dict[str, Any]:
    """What the templates of recommendations call."""
    return {
        "stage_name": stage_name,
        "first_large": first_large,
        "stage_meaning": meaning,
        "reference": reference,
        "address": address,
    }
