""" "This was not me": who says so of an act in their name, and who settles the case."""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from models.mandate import STAFF_ROLES

NOT_THEIRS, SIGNED_AGAIN, UNCLEAR = "not_theirs", "signed_again", "unclear"


def can_contest(actor: Actor, person_id: int, contested: bool) -> Verdict:
    """The person in whose name the act stands, also when the office has ended; no more than being signed in is asked."""
    if not actor.signed_in:
        return refuse(_("You are not signed in."), _("Sign in to do this."))
    if actor.read_only:
        return refuse(_("You are viewing the site as somebody else and cannot act."), _("End the view to act as yourself."))
    if actor.person_id != person_id:
        return refuse(
            _("This act does not stand in your name."), _("Write to the secretariat if something about it is wrong.")
        )
    if contested:
        return refuse(_("You have contested this act already."), _("The secretariat looks into it."))
    return ALLOWED


def can_propose(actor: Actor, person_id: int, settled: bool) -> Verdict:
    """The first of two members of the secretariat who record what was found."""
    return first_refusal(_looks_into(actor, person_id), _is_open(settled))


def can_settle(actor: Actor, person_id: int, proposed_by_id: int | None, settled: bool) -> Verdict:
    """The second of them, who is another person."""
    if not (verdict := can_propose(actor, person_id, settled)):
        return verdict
    if proposed_by_id is None:
        return refuse(_("Nothing was recorded yet that could be confirmed."), _("Record what you found."))
    if proposed_by_id == actor.person_id:
        return refuse(_("You recorded this yourself."), _("A second person of the secretariat confirms it."))
    return ALLOWED


def finding_fits(finding: str, holder_signed_again: bool) -> Verdict:
    """That the holder stands by the act after all is theirs alone to say: they sign again."""
    if finding == SIGNED_AGAIN and not holder_signed_again:
        return refuse(_("The holder has not signed again."), _("Only the holder takes a contest back, by signing again."))
    return ALLOWED


def _looks_into(actor: Actor, person_id: int) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if not actor.acts_as(*STAFF_ROLES):
        return refuse(_("Only the secretariat looks into a contested act."), _("It has been called already."))
    if actor.person_id == person_id:
        return refuse(_("You do not settle a case of your own."), _("Two other people of the secretariat do."))
    return ALLOWED


def _is_open(settled: bool) -> Verdict:
    return refuse(_("This case is settled.")) if settled else ALLOWED
