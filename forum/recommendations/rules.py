"""Who may do what with a recommendation. Stages are judged by the workflow; here it is about people."""

from typing import Any

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from forum.recommendations.case import FORWARD, NOT_FORWARD, Case
from models import Recommendation
from models.mandate import BUREAU_ROLES, Role
from models.recommendation import Stage

EDITABLE = (Stage.DRAFT, Stage.RETURNED)
BEFORE_FORWARDING = (
    Stage.DRAFT,
    Stage.SUBMITTED,
    Stage.SCREENING,
    Stage.RETURNED,
    Stage.RESUBMITTED,
    Stage.ACCEPTED,
    Stage.CLEARED,
)
IN_REVIEW = BEFORE_FORWARDING[1:]
PUBLIC = (Stage.FORWARDED, Stage.CONSIDERED, Stage.DISPOSITION, Stage.FOLLOW_UP, Stage.CLOSED)


def own_cities(actor: Actor) -> frozenset[int]:
    """Every city that any mandate of this person names, whatever the role: what makes a conflict of interest."""
    return frozenset(mandate.city_id for mandate in actor.mandates if mandate.city_id)


def conflicted(case: Case, actor: Actor) -> bool:
    return bool(own_cities(actor) & case.involved)


def sees_review(case: Case, actor: Actor) -> bool:
    """Assignment, notes, names: the secretariat, but nobody whose own city asks for this."""
    return actor.is_staff and not conflicted(case, actor) and case.stage != Stage.DRAFT


def sees_points(case: Case, actor: Actor) -> bool:
    """The numbered points and their answers: those who asked, and those who review."""
    return bool(actor.city_ids & case.involved) or sees_review(case, actor)


# ---------------------------------------------------------------- sponsors


def can_begin(actor: Actor) -> Verdict:
    if verdict := may_act(actor):
        if actor.speaks_for_city and actor.mandate and actor.mandate.city and actor.mandate.city.accredited_at:
            return ALLOWED
        return refuse(_("Only accredited cities make recommendations."), _("Act under the mandate of a city to begin one."))
    return verdict


def of_lead_city(case: Case, actor: Actor) -> Verdict:
    """Any mandate of the lead sponsor: its delegates prepare the text."""
    if not (verdict := may_act(actor)):
        return verdict
    if actor.speaks_for_city and actor.city_id == case.row.lead_city_id:
        return ALLOWED
    return refuse(_("Only the lead sponsor does this."), _lead_remedy(case))


def leads(case: Case, actor: Actor) -> Verdict:
    """Mayor or deputy of the lead sponsor."""
    if not (verdict := of_lead_city(case, actor)):
        return verdict
    if actor.leads_city:
        return ALLOWED
    return refuse(
        _("A mayor or deputy mayor does this; a delegate prepares it."),
        _("Ask the mayor of %(city)s.", city=case.row.lead_city.name),
    )


def can_edit(case: Case, actor: Actor) -> Verdict:
    if case.stage not in EDITABLE:
        return refuse(
            _("The text can be changed in draft, and after it was returned."), _("Withdraw it to begin again, if you must.")
        )
    return of_lead_city(case, actor)


def can_submit(case: Case, actor: Actor) -> Verdict:
    return first_refusal(leads(case, actor), complete(case))


def complete(case: Case) -> Verdict:
    if not case.evidence:
        return refuse(_("A recommendation rests on at least one clause or experience."), _("Add evidence, then submit it."))
    return ALLOWED


def can_resubmit(case: Case, actor: Actor) -> Verdict:
    if not (verdict := first_refusal(leads(case, actor), complete(case))):
        return verdict
    if case.open_points:
        numbers = ", ".join(str(point.number) for point in case.open_points)
        return refuse(
            _("Not every point is answered yet: %(numbers)s.", numbers=numbers), _("Answer each, then submit it again.")
        )
    return ALLOWED


def can_withdraw(case: Case, actor: Actor) -> Verdict:
    return leads(case, actor)


def can_invite(case: Case, actor: Actor) -> Verdict:
    return can_edit(case, actor)


def can_agree(case: Case, actor: Actor) -> Verdict:
    """A city that was asked may join until the recommendation leaves the forum; after a new wording it agrees again."""
    if case.stage not in BEFORE_FORWARDING:
        return refuse(_("Sponsors join before the recommendation is forwarded."))
    if not (verdict := may_act(actor)):
        return verdict
    sponsor = case.sponsor(actor.city_id) if actor.speaks_for_city else None
    if sponsor is None:
        return refuse(_("Your city was not invited to sponsor this."), _lead_remedy(case))
    if sponsor.state == "agreed" and sponsor.edit == case.row.edit:
        return refuse(_("Your city sponsors this already."))
    if not actor.leads_city:
        return refuse(_("A mayor or deputy mayor agrees for the city."), _("Ask your mayor."))
    return ALLOWED


def can_leave(case: Case, actor: Actor) -> Verdict:
    if case.stage not in BEFORE_FORWARDING:
        return refuse(_("Sponsors leave before the recommendation is forwarded."))
    if not (verdict := may_act(actor)):
        return verdict
    if actor.city_id == case.row.lead_city_id:
        return refuse(_("The lead sponsor cannot leave."), _("Withdraw the recommendation instead."))
    if not actor.leads_city or case.sponsor(actor.city_id) is None:
        return refuse(_("Only the mayor or deputy mayor of a sponsor city takes it off the list."))
    return ALLOWED


# ---------------------------------------------------------------- secretariat and Bureau


def _role(case: Case, actor: Actor, roles: tuple[Any, ...], sentence: str, remedy: str) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if not actor.acts_as(*roles):
        return refuse(sentence, remedy)
    if conflicted(case, actor):
        return refuse(
            _("Your city sponsors this recommendation, so you take no part in its review."), _("Somebody else does this.")
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
    return ALLOWED


def clears(case: Case, actor: Actor) -> Verdict:
    return _role(case, actor, BUREAU_ROLES, _("Only a member of the Bureau does this."), _("Ask the Bureau."))


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


def can_merge_into(case: Case, target: Recommendation | None) -> Verdict:
    if target is None:
        return refuse(_("There is no such recommendation."), _("Choose one from the list."))
    if target.id == case.id:
        return refuse(_("A recommendation is not merged into itself."))
    if target.stage not in IN_REVIEW and target.stage not in PUBLIC:
        return refuse(_("It can be merged only into one that is under way."))
    if target.body_id != case.row.body_id:
        return refuse(_("Both must ask the same body."))
    return ALLOWED


# ---------------------------------------------------------------- after the answer


def can_report(case: Case, actor: Actor) -> Verdict:
    """Sponsor cities, and the secretariat for the body."""
    if not (verdict := may_act(actor)):
        return verdict
    sponsor = case.sponsor(actor.city_id) if actor.speaks_for_city else None
    if (sponsor and sponsor.state == "agreed") or edits(case, actor):
        return ALLOWED
    return refuse(_("Sponsor cities and the secretariat report progress."), _("Ask one of the sponsors."))


def _lead_remedy(case: Case) -> str:
    return _("%(city)s leads this recommendation.", city=case.row.lead_city.name)
