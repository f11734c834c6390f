"""Who lets decisions out, drops them, and lets the letters about them go."""

from typing import Any

from forum.accounts.actor import may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from forum.recommendations import rules
from forum.recommendations.case import FORWARD, NOT_FORWARD, Case
from forum.recommendations.workflow import judge
from models.mandate import Role

MOVES = {FORWARD: "confirm_forwarding", NOT_FORWARD: "confirm_not_forwarding"}


def can_publish(case: Case, actor: Any, item: Any) -> Verdict:
    """The rules of the move itself: for forwarding and not forwarding a second person, never one with an interest."""
    if item.decision is None:
        return judge(case, MOVES[item.kind], actor)
    was, case.publishing = case.publishing, True
    try:
        return judge(case, item.kind, actor)
    finally:
        case.publishing = was


def keeper_stands(case: Case, keeper: Any) -> Verdict:
    """Whoever kept the decision has no interest in it by now."""
    if rules.preparer_stands(case, keeper):
        return ALLOWED
    return refuse(_("Whoever kept this decision has an interest in it by now."), _("Drop it; another editor decides anew."))


def can_drop(case: Case, actor: Any) -> Verdict:
    if not (verdict := rules.edits(case, actor)):
        return verdict
    return ALLOWED if case.row.decided else refuse(_("No decision on this is kept."))


def can_let_go(actor: Any) -> Verdict:
    """Letters are read and let go by those who decide."""
    if not (verdict := may_act(actor)):
        return verdict
    if actor.acts_as(Role.EDITOR, Role.APPROVER):
        return ALLOWED
    return refuse(_("Only editors and approvers of the secretariat let letters go."), _("Ask one of them."))
