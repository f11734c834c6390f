"""Who says a recommendation in another language."""

from forum.accounts.actor import Actor
from forum.kit.i18n import _
from forum.kit.verdict import Verdict, refuse
from forum.recommendations.case import Case
from forum.recommendations.rules.readers import BEFORE_FORWARDING
from forum.recommendations.rules.sponsors import of_lead_city


def can_translate(case: Case, actor: Actor) -> Verdict:
    """The lead sponsor, until it leaves the forum: afterwards all languages are as they were sent."""
    if case.stage not in BEFORE_FORWARDING:
        return refuse(
            _("Other languages are written before the recommendation is forwarded."),
            _("The secretariat can send them to the body as a document."),
        )
    return of_lead_city(case, actor)
