"""As whom staff may view the site: with a reason, without power to act, and never as one another."""

from collections.abc import Iterable

from forum.accounts.actor import Actor, may_act
from forum.accounts.rules.mandates import RESERVED, acts_for_secretariat
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Mandate, Person


def can_view_as(actor: Actor, person: Person, mandates: Iterable[Mandate]) -> Verdict:
    """`mandates` are all that the person holds or held."""
    if not (allowed := may_act(actor)):
        return allowed
    if not acts_for_secretariat(actor):
        return refuse(_("Only the secretariat views the site as somebody else."))
    if person.id == actor.person_id:
        return refuse(_("This is you."))
    if person.closed_at:
        return refuse(_("This account is closed."))
    if any(mandate.role in RESERVED and not mandate.ended_at for mandate in mandates):
        return refuse(_("Nobody views the site as a member of the secretariat or the Bureau."))
    return ALLOWED
