"""Who sponsors, rewrites, amends, withdraws and decides an amendment, and who brings all of them together."""

from collections.abc import Collection
from typing import Any

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules.drafting import AMENDABLE, can_propose, not_paused, other_way
from forum.declarations.rules.people import for_city, of_lead
from forum.declarations.text import amending
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from models import Amendment, City
from models.declaration import Stage

OPEN, COLLIDES = "open", "collides"
UNDECIDED = (OPEN, COLLIDES)
MOST_ASKED = 30  # cities that are asked to sponsor one amendment


def outdated(amendment: Amendment, here: Any) -> bool:
    """Whether it can no longer be made to the words that stand (`here`): they were changed under it, or are gone."""
    if amendment.state == COLLIDES:
        return True
    if amendment.state != OPEN:
        return False
    if here is None or amendment.act == amending.INSERT or here.text == amendment.base_text:
        return here is None
    if amendment.act == amending.DELETE:
        return True
    return amending.carry(amendment.base_text, amendment.text, here.text) is None


def still_open(dossier: Dossier, amendment: Amendment) -> Verdict:
    if amendment.state not in UNDECIDED:
        return refuse(_("This amendment was decided already."))
    if dossier.stage not in AMENDABLE:
        return refuse(_("Amendments are possible until the silence procedure begins."), other_way(dossier))
    return ALLOWED


def can_decide(dossier: Dossier, actor: Actor, amendment: Amendment) -> Verdict:
    return first_refusal(still_open(dossier, amendment), of_lead(dossier, actor))


def can_accept(dossier: Dossier, actor: Actor, amendment: Amendment) -> Verdict:
    if not (verdict := can_decide(dossier, actor, amendment)):
        return verdict
    if amendment.state == COLLIDES:
        sentence = _("It collides with what was decided, and %(city)s has not said yet what becomes of it.")
        return refuse(sentence % {"city": amendment.city.name}, _("Wait for that city, or reject it with the reason."))
    return not_paused(dossier)


def can_withdraw(dossier: Dossier, actor: Actor, amendment: Amendment) -> Verdict:
    return first_refusal(still_open(dossier, amendment), _of_proposer(actor, amendment, _("withdraws it")))


def can_rewrite(dossier: Dossier, actor: Actor, amendment: Amendment, moved: bool) -> Verdict:
    """Only where the words under it have moved: others may have agreed to sponsor what it says."""
    verdict = first_refusal(still_open(dossier, amendment), _of_proposer(actor, amendment, _("rewrites it")))
    if verdict and not moved:
        return refuse(
            _("The words under this amendment are those that it was written against."),
            _("Withdraw it and propose another one, so that its sponsors are asked again."),
        )
    return verdict


def can_keep(dossier: Dossier, actor: Actor, amendment: Amendment) -> Verdict:
    verdict = first_refusal(still_open(dossier, amendment), _of_proposer(actor, amendment, _("keeps it")))
    if verdict and amendment.state != COLLIDES:
        return refuse(_("It collides with nothing."))
    if verdict and amendment.target_id:
        return refuse(_("The amendment that it changes is no longer as it was."), _("Rewrite it or withdraw it."))
    return verdict


def can_amend(dossier: Dossier, actor: Actor, amendment: Amendment) -> Verdict:
    """An amendment to an amendment; a third level would be read by nobody."""
    if not (verdict := first_refusal(still_open(dossier, amendment), can_propose(dossier, actor))):
        return verdict
    if amendment.target_id:
        return refuse(_("This changes an amendment already."), _("Amend the amendment that it changes."))
    if amendment.act == amending.DELETE:
        return refuse(_("It deletes a paragraph and has no words of its own."), _("Amend the paragraph instead."))
    if amendment.state == COLLIDES:
        return refuse(_("It collides and may be rewritten."), _("Wait until its city has said what becomes of it."))
    return ALLOWED


def can_co_sponsor(dossier: Dossier, actor: Actor, amendment: Amendment, sponsors: Collection[int]) -> Verdict:
    """Any city that may propose may also offer itself as a sponsor."""
    if not (verdict := first_refusal(still_open(dossier, amendment), can_propose(dossier, actor))):
        return verdict
    if actor.city_id == amendment.city_id:
        return refuse(_("Your city proposed this amendment."))
    if actor.city_id in sponsors:
        return refuse(_("Your city sponsors this amendment already."))
    return ALLOWED


def can_ask(dossier: Dossier, actor: Actor, amendment: Amendment) -> Verdict:
    return first_refusal(still_open(dossier, amendment), _of_proposer(actor, amendment, _("asks for sponsors")))


def can_be_asked(dossier: Dossier, amendment: Amendment, city: City, known: Collection[int]) -> Verdict:
    """`known` are the cities that were asked or sponsor it already."""
    if city.id == amendment.city_id:
        return refuse(_("%(city)s proposes it.", city=city.name))
    if not city.accredited_at:
        return refuse(_("%(city)s is not accredited yet.", city=city.name), _("The secretariat accredits cities."))
    if dossier.stage == Stage.DRAFTING and city.id not in dossier.group:
        return refuse(
            _("%(city)s does not read the text while it is drafted.", city=city.name),
            _("Ask it when the consultation is open, or have the lead city invite it."),
        )
    if city.id in known:
        return refuse(_("%(city)s was asked already.", city=city.name))
    if len(known) >= MOST_ASKED:
        return refuse(_("%(number)s cities were asked already.", number=MOST_ASKED), _("Others can offer themselves."))
    return ALLOWED


def can_answer(dossier: Dossier, actor: Actor, amendment: Amendment, asked: Collection[int]) -> Verdict:
    """`asked` are the cities whose answer is still out."""
    if not (verdict := first_refusal(still_open(dossier, amendment), can_propose(dossier, actor))):
        return verdict
    if actor.city_id not in asked:
        return refuse(_("Your city was not asked to sponsor this, or has answered."))
    return ALLOWED


def can_consolidate(dossier: Dossier, actor: Actor) -> Verdict:
    if dossier.stage not in AMENDABLE:
        return refuse(_("Amendments are decided until the silence procedure begins."), other_way(dossier))
    return of_lead(dossier, actor)


def _of_proposer(actor: Actor, amendment: Amendment, does: str) -> Verdict:
    if not (verdict := for_city(actor)):
        return verdict
    if actor.city_id != amendment.city_id:
        return refuse(_("Only the city that proposed an amendment %(does)s.", does=does))
    return ALLOWED
