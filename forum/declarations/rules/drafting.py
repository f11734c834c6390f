"""Who begins a declaration, who writes in it, and who may change it by an amendment."""

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules.people import for_city, in_group, of_lead
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from models import Amendment, City
from models.declaration import Stage

AMENDABLE = (Stage.DRAFTING, Stage.CONSULTATION)


def can_begin(actor: Actor) -> Verdict:
    return for_city(actor)


def can_edit(dossier: Dossier, actor: Actor) -> Verdict:
    """The drafting group writes while the text is drafted; afterwards there are other ways, and the remedy names them."""
    if dossier.stage != Stage.DRAFTING:
        return refuse(_("The text can be edited only while it is drafted."), _other_way(dossier))
    return in_group(dossier, actor)


def can_invite(dossier: Dossier, actor: Actor) -> Verdict:
    if dossier.frozen:
        return refuse(_("The text is frozen; the drafting group stays as it is."))
    return of_lead(dossier, actor)


def can_invite_city(dossier: Dossier, actor: Actor, city: City) -> Verdict:
    if not (verdict := can_invite(dossier, actor)):
        return verdict
    if not city.accredited_at:
        return refuse(_("%(city)s is not accredited yet.", city=city.name), _("The secretariat accredits cities."))
    if city.id in dossier.group:
        return refuse(_("%(city)s is in the drafting group already.", city=city.name))
    return ALLOWED


def can_propose(dossier: Dossier, actor: Actor) -> Verdict:
    """An amendment: the group while drafting, every accredited city during the consultation."""
    if dossier.stage not in AMENDABLE:
        return refuse(_("Amendments are possible until the silence procedure begins."), _other_way(dossier))
    return in_group(dossier, actor) if dossier.stage == Stage.DRAFTING else for_city(actor)


def can_decide(dossier: Dossier, actor: Actor, amendment: Amendment) -> Verdict:
    return first_refusal(still_open(dossier, amendment), of_lead(dossier, actor))


def can_withdraw_amendment(dossier: Dossier, actor: Actor, amendment: Amendment) -> Verdict:
    if not (verdict := first_refusal(still_open(dossier, amendment), for_city(actor))):
        return verdict
    if actor.city_id != amendment.city_id:
        return refuse(_("Only the city that proposed an amendment withdraws it."))
    return ALLOWED


def can_co_sponsor(dossier: Dossier, actor: Actor, amendment: Amendment, sponsors: frozenset[int]) -> Verdict:
    if not (verdict := first_refusal(still_open(dossier, amendment), can_propose(dossier, actor))):
        return verdict
    if actor.city_id == amendment.city_id:
        return refuse(_("Your city proposed this amendment."))
    if actor.city_id in sponsors:
        return refuse(_("Your city sponsors this amendment already."))
    return ALLOWED


def still_open(dossier: Dossier, amendment: Amendment) -> Verdict:
    if amendment.state != "open":
        return refuse(_("This amendment was decided already."))
    if dossier.stage not in AMENDABLE:
        return refuse(_("Amendments are possible until the silence procedure begins."), _other_way(dossier))
    return ALLOWED


def _other_way(dossier: Dossier) -> str:
    if dossier.stage == Stage.CONSULTATION:
        return _("Propose an amendment instead.")
    if dossier.stage == Stage.SILENCE:
        return _("Break the silence with a reason, if your city cannot agree.")
    return _("The chair can issue a new version.")
