"""The blueprint, and what all its pages need."""

from typing import Any

from flask import Blueprint, abort, url_for

from forum.kit import subjects
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
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


def vocabulary() -> dict[str, Any]:
    """What the templates of recommendations call."""
    return {"stage_name": stage_name, "stage_meaning": meaning, "reference": reference, "address": address}


def sources_of(case: Case, actor: Any) -> dict[int, Subject]:
    """Where each piece of evidence stands, for those that this reader may open."""
    keys = {
        e.id: ("contribution", e.experience_id) if e.experience_id else ("declaration", e.declaration_id or 0)
        for e in case.evidence
    }
    found = subjects.find_many(keys.values(), actor)
    return {identity: found[key] for identity, key in keys.items() if key in found}
