"""Parts of other pages that the follow-up has: on that of a recommendation, and on that of an experience."""

from typing import Any

from forum.consideration import rules
from forum.consideration.queries import follow_up as reading
from forum.consideration.views.blueprint import vocabulary
from forum.kit.templating import render
from forum.recommendations.case import Case
from forum.recommendations.workflow import judge
from models.recommendation import Stage


def follow_up(actor: Any, case: Case) -> str:
    """From the forwarding on, since any city may do at once what is asked."""
    if not case.row.public_at:
        return ""
    undertakings = reading.undertakings(case.id)
    own = next((one for one in undertakings if one.city_id == actor.city_id), None)
    answered = case.stage in (Stage.DISPOSITION, Stage.FOLLOW_UP, Stage.CLOSED)
    return render(
        "consideration/_follow_up.html",
        row=case.row,
        reports=reading.reports(case.id) if answered else [],
        milestones=reading.milestones(case.id) if answered else [],
        undertakings=undertakings,
        followed=case.stage in (Stage.FOLLOW_UP, Stage.CLOSED),
        may_report=judge(case, "report", actor),
        may_undertake=rules.can_undertake(case, actor, own),
        plans=rules.plans(case, actor),
        **vocabulary(),
    )


def contribution(_actor: Any, thing: Any) -> str:
    """On the page of an experience: which recommendations it shows in practice."""
    if thing.kind != "experience":
        return ""
    found = reading.by_experience(thing.id)
    return render("consideration/_shows.html", found=found) if found else ""
