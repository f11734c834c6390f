"""Who enters the bodies that can be asked, and their sessions."""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models.mandate import Role


def can_keep(actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.acts_as(Role.EDITOR, Role.ADMIN):
        return ALLOWED
    return refuse(_("Only an editor or an administrator enters bodies and sessions."), _("Ask the secretariat."))
