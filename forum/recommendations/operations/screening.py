"""What an editor does with a submitted recommendation: assign, return with points, accept."""

import datetime as dt
from typing import Any

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act, end_assignment
from forum.recommendations.operations.returning import return_with_points
from forum.recommendations.queries.queue import editors
from models import Assignment, Person
from models.base import db
from models.recommendation import Stage

__all__ = ["accept", "assign", "return_with_points"]


def assign(case: Case, actor: Any, assignee: Person, due_on: dt.date) -> None:
    """Screening begins with a name and a day; later the same act hands it to another editor."""
    name = "assign" if case.stage == Stage.SUBMITTED else "reassign"
    if assignee.id not in [person.id for person in editors(case.involved, case.interested)]:
        raise Refused(refuse(_("Only an editor whose city has no part in it can screen this."), _("Choose another person.")))
    act(case, name, actor, "assigned", assignee_id=assignee.id)
    end_assignment(case)
    case.assignment = Assignment(
        recommendation_id=case.id,
        assignee_id=assignee.id,
        assignee=assignee,
        assigned_by_id=actor.person_id,
        due_on=due_on,
        at=clock.now(),
    )
    case.row.assignee_id, case.row.due_on = assignee.id, due_on
    db.session.add(case.assignment)
    db.session.flush()


def accept(case: Case, actor: Any, note: str = "") -> None:
    act(case, "accept", actor, "accepted", note, internal=True)
    end_assignment(case)
    db.session.flush()
