"""The blueprint, and what all its pages need."""

from typing import Any

from flask import Blueprint, abort, url_for

from forum.consideration import workflow
from forum.consideration.way import Way, way_of
from forum.kit.identity import current_actor
from forum.recommendations.case import Case, reference
from forum.recommendations.queries import find

blueprint = Blueprint("consideration", __name__)


def case_or_404(identity: int) -> Case:
    case = find(current_actor(), identity)
    if case is None:
        abort(404)
    return case


def way_or_404(identity: int, path_id: int) -> Way:
    """A path of a recommendation that this reader may see; what is only prepared is the secretariat's."""
    way = way_of(case_or_404(identity), path_id)
    if way is None or not way.path.forwarded_at:
        abort(404)
    return way


def page_of(case: Case, anchor: str = "") -> str:
    return url_for("recommendations.recommendation", identity=case.id, _anchor=anchor or None)


def vocabulary() -> dict[str, Any]:
    return {"reference": reference, "page_of": page_of, "path_stage": path_stage, "path_meaning": workflow.meaning}


def path_stage(stage: str) -> str:
    return str(workflow.LABELS[stage])
