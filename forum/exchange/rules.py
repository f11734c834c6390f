"""Who may post and revise experiences and challenges."""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Contribution


def can_contribute(actor: Actor) -> Verdict:
    """Mayors, deputies and delegates, for the city under whose mandate they act."""
    if not (allowed := may_act(actor)):
        return allowed
    if not actor.speaks_for_city:
        return refuse(_("Only those who speak for a city post here."), _("Act under the mandate of a city."))
    return ALLOWED


def can_edit(contribution: Contribution, actor: Actor) -> Verdict:
    if not (allowed := can_contribute(actor)):
        return allowed
    if contribution.city_id != actor.city_id:
        return refuse(_("Only the city that posted this revises it."))
    return ALLOWED
