"""Who signs, who prepares, who declines, and until when a signature is withdrawn."""

from forum.accounts.actor import Actor
from forum.accounts.rules.delegation import delegation_of
from forum.declarations.dossier import Dossier
from forum.declarations.rules.people import for_city
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from models.declaration import Stage
from models.mandate import Role

SIGNABLE = (Stage.OPEN, Stage.ADOPTED)


def open_for_signature(dossier: Dossier) -> Verdict:
    if dossier.stage not in SIGNABLE:
        return refuse(_("This declaration is not open for signature."))
    if dossier.signing_is_over:
        return refuse(_("Signing ended at the deadline."), _("The chair can issue a new version with another deadline."))
    return ALLOWED


def leads_city(actor: Actor) -> Verdict:
    """A delegate prepares, a mayor or deputy mayor signs."""
    if not (verdict := for_city(actor)):
        return verdict
    if not actor.leads_city:
        return refuse(
            _("Only a mayor or deputy mayor signs for a city."), _("Prepare the signature; your mayor confirms it.")
        )
    if actor.role == Role.DEPUTY and actor.mandate and delegation_of(actor.mandate) is None:
        remedy = _("The mayor delegates authority anew, with a last day.")
        return refuse(_("This mandate has no last day, and a deputy signs under a delegation that has one."), remedy)
    return ALLOWED


def can_sign(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := first_refusal(open_for_signature(dossier), leads_city(actor))):
        return verdict
    if dossier.signature_of(actor.city_id):
        return refuse(_("Your city has signed this version."), _("It can withdraw until signing ends."))
    return ALLOWED


def can_decline(dossier: Dossier, actor: Actor) -> Verdict:
    return can_sign(dossier, actor)


def can_ask_delegate(dossier: Dossier, actor: Actor) -> Verdict:
    return can_sign(dossier, actor)


def reserves_well(dossier: Dossier, reservation: str, reserved: list[str]) -> Verdict:
    """A reservation has words and names the paragraphs that they are about."""
    known = {clause.uid for clause in dossier.clauses}
    if bool(reservation) != bool(reserved) or not known.issuperset(reserved):
        return refuse(_("A reservation needs words and the paragraphs that it is about."), _("Give both, or neither."))
    return ALLOWED


def can_prepare(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := first_refusal(open_for_signature(dossier), for_city(actor))):
        return verdict
    if not actor.acts_as(Role.DELEGATE):
        return refuse(_("A delegate prepares a signature."), _("Sign it yourself."))
    if dossier.signature_of(actor.city_id):
        return refuse(_("Your city has signed this version."))
    return ALLOWED


def can_withdraw(dossier: Dossier, actor: Actor) -> Verdict:
    """Until signing ends; afterwards the same act is a note beside the signature, and the counts stay."""
    if not (verdict := leads_city(actor)):
        return verdict
    if not dossier.frozen:
        return refuse(_("This declaration is not open for signature."))
    row = dossier.signature_of(actor.city_id)
    if row is None:
        return refuse(_("No signature of your city stands under this version."))
    if row.withdrawal is not None:
        return refuse(_("The withdrawal of this signature is noted already."))
    return ALLOWED


def is_note(dossier: Dossier) -> bool:
    """Whether a withdrawal now is only noted."""
    return dossier.signing_is_over
