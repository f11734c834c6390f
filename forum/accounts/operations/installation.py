"""What an administrator changes about the installation."""

from forum import ledger
from forum.accounts.actor import Actor, may_act
from forum.kit import site
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse, require
from models import Role


def can_change_installation(actor: Actor) -> Verdict:
    if not (allowed := may_act(actor)):
        return allowed
    if not actor.acts_as(Role.ADMIN):
        return refuse(_("Only an administrator changes the installation."), _("Ask an administrator."))
    return ALLOWED


def change_installation(actor: Actor, chosen: dict[str, str]) -> None:
    """Recorded with what it was before."""
    require(can_change_installation(actor))
    before = {name: old for name, old in site.values().items() if name in chosen and chosen[name] != old}
    site.save(chosen)
    ledger.record("installation.changed", actor, ("installation", 1), chosen.get("name", ""), before=before)
