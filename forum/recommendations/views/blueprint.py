"""The blueprint, and what all its pages need."""

from collections.abc import Callable

from flask import Blueprint, abort

from forum.accounts.actor import Actor
from forum.kit.identity import current_actor
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.drawing import address, stage_name, vocabulary
from forum.recommendations.queries import find

__all__ = [
    "address",
    "asked_or_404",
    "blueprint",
    "case_or_404",
    "reviewed_or_404",
    "stage_name",
    "vocabulary",
]

blueprint = Blueprint("recommendations", __name__)


def case_or_404(identity: int) -> Case:
    """The recommendation, or nothing at this address for those who may not know of it."""
    case = find(current_actor(), identity)
    if case is None:
        abort(404)
    return case


def asked_or_404(identity: int) -> Case:
    """For those between whom points and wording go back and forth: who asks, and who screens."""
    return _seen_by(rules.sees_points, identity)


def reviewed_or_404(identity: int) -> Case:
    """For those who screen it."""
    return _seen_by(rules.sees_review, identity)


def _seen_by(sees: Callable[[Case, Actor], bool], identity: int) -> Case:
    case = case_or_404(identity)
    if not sees(case, current_actor()):
        abort(404)
    return case
