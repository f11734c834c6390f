"""Who plans the follow-up, who reports, and which cities may say that they do it now."""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from forum.recommendations import rules as lower
from forum.recommendations.case import Case
from models import Undertaking
from models.recommendation import Stage


def plans(case: Case, actor: Actor) -> Verdict:
    """Milestones and the day of the review, from the answer until it is closed."""
    if case.stage not in (Stage.DISPOSITION, Stage.FOLLOW_UP):
        return refuse(_("Milestones and the day of the review are set between the answer and the closing."))
    return lower.edits(case, actor)


def can_undertake(case: Case, actor: Actor, standing: Undertaking | None) -> Verdict:
    """Any accredited city, also one that did not ask; once."""
    if case.stage not in lower.PUBLIC:
        return refuse(_("Cities say so when the recommendation has been forwarded."))
    if not (verdict := may_act(actor)):
        return verdict
    if not actor.speaks_for_city or not actor.mandate or not actor.mandate.city or not actor.mandate.city.accredited_at:
        return refuse(_("Only accredited cities say that they do this now."), _("Act under the mandate of a city."))
    if standing:
        return refuse(_("Your city has said so already."))
    return ALLOWED


def can_end_undertaking(actor: Actor, row: Undertaking) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.speaks_for_city and actor.city_id == row.city_id:
        return ALLOWED
    return refuse(_("Only the city that said it takes it back."))
