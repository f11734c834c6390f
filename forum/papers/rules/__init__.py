"""Who composes papers and who publishes them.

A dossier holds what was forwarded, which everybody may read: so an interest in one of its recommendations keeps nobody from
composing it. It is published by another person than the one who composed it.
"""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Paper
from models.mandate import Role


def can_compose(actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if not actor.acts_as(Role.EDITOR):
        return refuse(_("Only an editor of the secretariat composes papers."), _("Ask the secretariat."))
    return ALLOWED


def can_compose_dossier(actor: Actor, newest: Paper | None, forwarded: int) -> Verdict:
    """One that is published stands: what changes afterwards is told by a corrigendum or an addendum."""
    if not (verdict := can_compose(actor)):
        return verdict
    if newest is not None and newest.public:
        return refuse(_("The dossier of this session is published."), _("Compose a corrigendum or an addendum to it."))
    if not forwarded:
        return refuse(_("Nothing has been forwarded to this session."), _("Forward a recommendation to it first."))
    return ALLOWED


def can_add_to(actor: Actor, dossier: Paper | None) -> Verdict:
    """Corrigenda and addenda speak of a dossier that readers have."""
    if not (verdict := can_compose(actor)):
        return verdict
    if dossier is None or not dossier.public:
        return refuse(
            _("The dossier of this session is not published yet."), _("Compose it again instead: it then holds everything.")
        )
    return ALLOWED


def can_publish(actor: Actor, paper: Paper) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if paper.public:
        return refuse(_("This paper is published."))
    if not actor.acts_as(Role.APPROVER):
        return refuse(_("Only an approver of the secretariat publishes a paper."), _("Ask the secretariat."))
    if paper.person_id == actor.person_id:
        return refuse(
            _("You composed this paper; another person publishes it."), _("Ask another approver of the secretariat.")
        )
    return ALLOWED
