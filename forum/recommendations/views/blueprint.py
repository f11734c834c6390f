"""The blueprint, and what all its pages need."""

from flask import Blueprint, abort

from forum.kit.identity import current_actor
from forum.recommendations.case import Case
from forum.recommendations.drawing import address, first_large, stage_name, vocabulary
from forum.recommendations.queries import find

__all__ = ["address", "blueprint", "case_or_404", "first_large", "stage_name", "vocabulary"]

blueprint = Blueprint("recommendations", __name__)


def case_or_404(identity: int) -> Case:
    """The recommendation, or nothing at this address for those who may not know of it."""
    case = find(current_actor(), identity)
    if case is None:
        abort(404)
    return case
