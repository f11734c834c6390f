"""Who may verify a mandate."""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Mandate, Role


def can_verify(mandate: Mandate, actor: Actor) -> Verdict:
    """Staff with the evidence before them, never for themselves."""
    if not (allowed := may_act(actor)):
        return allowed
    if not actor.acts_as(Role.EDITOR, Role.APPROVER, Role.ADMIN):
        return refuse(_("Only the secretariat verifies mandates."))
    if mandate.person_id == actor.person_id:
        return refuse(_("Nobody verifies their own mandate."), _("Another member of the secretariat does."))
    return ALLOWED
