"""Who asks to be taken in as a co-sponsor, and who takes in."""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from forum.recommendations.case import Case
from forum.recommendations.rules.readers import IN_REVIEW
from forum.recommendations.rules.sponsors import leads
from models import City
from models.recommendation import Stage

JOINABLE = (*IN_REVIEW, Stage.FORWARDED, Stage.CONSIDERED)  # submitted, and not answered yet


def can_ask_to_join(case: Case, actor: Actor, waiting: bool = False) -> Verdict:
    """A mayor, of one that the city may read anyway; `waiting` where the city asked already."""
    if case.stage not in JOINABLE:
        return refuse(
            _("Cities ask to join while a recommendation is under way and not answered."),
            _("Follow it, or write one of your own."),
        )
    if not (verdict := may_act(actor)):
        return verdict
    if not actor.speaks_for_city or not actor.mandate or not actor.mandate.city or not actor.mandate.city.accredited_at:
        return refuse(_("Only accredited cities sponsor recommendations."), _("Act under the mandate of a city."))
    if case.sponsor(actor.city_id):
        return refuse(_("Your city sponsors this or was asked to."), _("Answer on its page."))
    if waiting:
        return refuse(_("Your city has asked already."), _("The lead sponsor answers."))
    if not actor.leads_city:
        return refuse(_("A mayor or deputy mayor asks for the city."), _("Ask your mayor."))
    return ALLOWED


def can_be_taken_in(city: City) -> Verdict:
    """Also between the request and the answer a city may have lost its accreditation."""
    if city.accredited_at:
        return ALLOWED
    return refuse(_("%(city)s is not accredited any more.", city=city.name), _("Decline its request."))


def can_answer_joining(case: Case, actor: Actor) -> Verdict:
    if case.stage not in JOINABLE:
        return refuse(_("Sponsors join while a recommendation is under way and not answered."))
    return leads(case, actor)
