"""What the secretariat and the Bureau do; never those whose own city asks for it."""

from typing import Any

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from forum.recommendations.case import FORWARD, NOT_FORWARD, Case
from forum.recommendations.rules.readers import conflicted, sees_review
from models.mandate import BUREAU_ROLES, Role


def _role(case: Case, actor: Actor, roles: tuple[Any, ...], sentence: str, remedy: str) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if not actor.acts_as(*roles):
        return refuse(sentence, remedy)
    if conflicted(case, actor):
        return refuse(
            _("You have an interest in this recommendation, so you take no part in its review."),
            _("Somebody else does this."),
        )
    return ALLOWED


def edits(case: Case, actor: Actor) -> Verdict:
    return _role(case, actor, (Role.EDITOR,), _("Only an editor of the secretariat does this."), _("Ask the secretariat."))


def edits_undecided(case: Case, actor: Actor) -> Verdict:
    """An editor, and nothing waits for a second person."""
    if not (verdict := edits(case, actor)):
        return verdict
    if case.pending:
        return refuse(
            _("What was prepared waits for a second person."), _("An approver confirms it or sends it back first.")
        )
    if case.row.decided:
        return refuse(_("A decision on this is kept and not yet published."), _("Publish it or drop it first."))
    return ALLOWED


def can_close(case: Case, actor: Actor) -> Verdict:
    """An editor, when every body that has it before it has answered."""
    if not (verdict := edits(case, actor)):
        return verdict
    if waiting := case.waiting_paths:
        bodies = ", ".join(path.body.name for path in waiting)
        return refuse(
            _("%(bodies)s has not answered yet.", bodies=bodies)
            if len(waiting) == 1
            else _("These bodies have not answered yet: %(bodies)s.", bodies=bodies),
            _("Enter what they did first."),
        )
    return ALLOWED


def decides(case: Case, actor: Actor) -> Verdict:
    """An editor; or, while kept decisions are published, an editor or approver who lets out what an editor decided."""
    if case.publishing:
        pens = (Role.EDITOR, Role.APPROVER)
        return _role(case, actor, pens, _("Only the secretariat publishes decisions."), _("Ask the secretariat."))
    return edits_undecided(case, actor)


def clears(case: Case, actor: Actor) -> Verdict:
    """A member of the Bureau; whoever accepted it for the secretariat leaves the second look to another."""
    only = _("Only a member of the Bureau does this.")
    if not (verdict := _role(case, actor, BUREAU_ROLES, only, _("Ask the Bureau."))):
        return verdict
    if actor.person_id in case.accepted_by:
        return refuse(
            _("You accepted it for the secretariat; another member of the Bureau clears it."), _("Ask the Bureau.")
        )
    return ALLOWED


def _second_pen(case: Case, actor: Actor) -> Verdict:
    return _role(
        case, actor, (Role.APPROVER,), _("Only an approver of the secretariat does this."), _("Ask the secretariat.")
    )


def can_confirm_forwarding(case: Case, actor: Actor) -> Verdict:
    if not (verdict := _second_pen(case, actor)):
        return verdict
    if case.pending is None or case.pending.kind != FORWARD:
        return refuse(_("No forwarding has been prepared."), _("An editor prepares it first."))
    if case.pending.prepared_by_id == actor.person_id:
        return refuse(
            _("You prepared this forwarding; another person confirms it."), _("Ask another approver of the secretariat.")
        )
    return ALLOWED


def can_confirm_not_forwarding(case: Case, actor: Actor) -> Verdict:
    if not (verdict := _second_pen(case, actor)):
        return verdict
    if case.pending is None or case.pending.kind != NOT_FORWARD:
        return refuse(_("No decision against forwarding has been prepared."), _("An editor prepares it first."))
    if case.pending.prepared_by_id == actor.person_id:
        return refuse(
            _("You prepared this decision; another person confirms it."), _("Ask another approver of the secretariat.")
        )
    return ALLOWED


def preparer_stands(case: Case, preparer: Actor) -> Verdict:
    """Neither of the two pens belongs to a city that asks, also where it began to ask after the preparation."""
    if conflicted(case, preparer):
        return refuse(
            _("Who prepared this has an interest in it by now."), _("Send it back; another editor prepares it anew.")
        )
    return ALLOWED


def can_send_back(case: Case, actor: Actor) -> Verdict:
    if not (verdict := _second_pen(case, actor)):
        return verdict
    return ALLOWED if case.pending else refuse(_("Nothing has been prepared."), _("An editor prepares it first."))


def can_note(case: Case, actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.role in (Role.EDITOR, Role.APPROVER) and sees_review(case, actor):
        return ALLOWED
    return refuse(_("Only the secretariat writes internal notes."))
