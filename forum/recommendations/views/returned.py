"""The part of a review that is between those who ask and those who screen."""

from typing import Any

from forum.kit import diff
from forum.kit.templating import render
from forum.recommendations import fields, rules
from forum.recommendations.case import Case
from forum.recommendations.drawing import vocabulary
from forum.recommendations.queries import returning
from models.recommendation import Stage


def returned(actor: Any, thing: Any) -> str:
    """What changed since the return, which points are open, who asks for more time, and what wording is proposed."""
    case, last = thing, returning.last_round(thing.id)
    asked = returning.extensions(case.id) if last else []
    found = returning.proposals(case.id)
    may_propose = rules.can_propose_wording(case, actor)
    if not case.points and not found and not may_propose:
        return ""
    return render(
        "recommendations/_review.html",
        case=case,
        last=last,
        changes=fields.changes(case, last.before) if last and case.stage == Stage.RESUBMITTED else [],
        label=fields.label,
        diff_of=diff.words,
        may_settle=rules.can_settle(case, actor),
        may_propose=may_propose,
        extensions=[one for one in asked if one.round == case.round],
        proposals=[one for one in found if one.state != "withdrawn"],
        **vocabulary(),
    )


def between(case: Case, actor: Any) -> dict[str, Any]:
    """What waits for those who ask: an answer by a day, proposed wording."""
    party = bool(actor.city_ids & case.asking)
    last = returning.last_round(case.id) if party and case.stage == Stage.RETURNED else None
    return {
        "party": party,
        "answer_due_on": last.answer_due_on if last else None,
        "proposed": returning.waiting_count(case.id) if party and case.stage in rules.PROPOSED_IN else 0,
        "field_label": fields.label,
    }
