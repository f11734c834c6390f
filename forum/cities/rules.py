"""Accreditation takes two members of the secretariat: who proposes a city, and who decides."""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from models import AccreditationProposal, City, Role

LONGEST_REASON = 4000


def can_propose(actor: Actor) -> Verdict:
    """Either pen of the secretariat may begin."""
    if not (verdict := may_act(actor)):
        return verdict
    if actor.acts_as(Role.EDITOR, Role.APPROVER):
        return ALLOWED
    return refuse(
        _("Only the secretariat proposes the accreditation of a city."),
        _("A city that wants to join writes to the secretariat."),
    )


def is_new(city: City | None, waiting: AccreditationProposal | None) -> Verdict:
    """A city is accredited once, and one proposal for it waits at a time."""
    if city and city.accredited_at:
        return refuse(_("%(city)s is accredited already.", city=city.name), _("Its page shows since when."))
    if waiting:
        return refuse(
            _("A proposal for %(city)s waits already for a second person.", city=city.name if city else ""),
            _("An approver decides on it."),
        )
    return ALLOWED


def can_decide(proposal: AccreditationProposal, actor: Actor) -> Verdict:
    """Confirming and refusing are the same power: an approver, never the one who proposed."""
    return first_refusal(_second_pen(actor), _undecided(proposal), _another_person(proposal, actor))


def _second_pen(actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.acts_as(Role.APPROVER):
        return ALLOWED
    return refuse(
        _("Only an approver of the secretariat decides on an accreditation."), _("An approver who did not propose it does.")
    )


def _undecided(proposal: AccreditationProposal) -> Verdict:
    if proposal.state == "waiting":
        return ALLOWED
    return refuse(_("This proposal has been decided."), _("The page shows by whom, and when."))


def _another_person(proposal: AccreditationProposal, actor: Actor) -> Verdict:
    if proposal.proposed_by_id == actor.person_id:
        return refuse(_("You proposed this city; a second person decides."), _("Another approver of the secretariat does."))
    if any(mandate.city_id == proposal.city_id for mandate in actor.mandates):
        return refuse(_("You hold a mandate of this city."), _("Another approver of the secretariat does."))
    return ALLOWED
