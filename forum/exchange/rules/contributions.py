"""Who may post, revise and see experiences and challenges, and who sees how to reach their city."""

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
    """The city that posted it, whoever speaks for it now; not while it is hidden."""
    if not (allowed := can_contribute(actor)):
        return allowed
    if contribution.city_id != actor.city_id:
        return refuse(_("Only the city that posted this revises it."), _("Comment on it, or write to the city."))
    if contribution.state == "hidden":
        return refuse(_("The secretariat hid this text; it stays as it was."), _("You can appeal against the decision."))
    return ALLOWED


def is_visible(contribution: Contribution, actor: Actor | None) -> bool:
    """Published texts are everybody's; a draft is its city's; a hidden one its city's, author's and the secretariat's."""
    if actor is None or contribution.state == "published":
        return True
    return contribution.city_id in actor.city_ids or (
        contribution.state == "hidden" and (actor.is_staff or contribution.author_id == actor.person_id)
    )


def sees_contact(contribution: Contribution, actor: Actor) -> bool:
    return contribution.city_id in actor.city_ids


def can_ask_contact(contribution: Contribution, actor: Actor, asked: bool) -> Verdict:
    """Anybody with a mandate, once; `asked` says whether they did."""
    if not (allowed := may_act(actor)):
        return allowed
    if contribution.city_id in actor.city_ids:
        return refuse(_("This is your own city's experience."), _("The contact stands beside the text."))
    if contribution.state != "published":
        return refuse(_("This text is not published."), _("Its city publishes it."))
    if asked:
        return refuse(_("You have asked to be put in touch; the city has your address."), _("The city writes to you."))
    return ALLOWED
