"""Who may have passkeys, for which mandates they may be enrolled, and whether one counts for a mandate now."""

from forum.accounts.actor import Actor, in_force, may_act
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.templating import longdate
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Mandate, Passkey, PasskeyEnrolment, Role

MOST = 10
SIGNING = (Role.MAYOR, Role.DEPUTY)


def own_account(actor: Actor) -> Verdict:
    """A person without any mandate may still guard the account; staff who view the site as somebody may not."""
    return may_act(actor) if not actor.signed_in or actor.read_only else ALLOWED


def can_register(actor: Actor, have: int) -> Verdict:
    if not (allowed := own_account(actor)):
        return allowed
    if have >= MOST:
        return refuse(_("You have %(number)s passkeys already.", number=MOST), _("Remove one that you no longer use."))
    return ALLOWED


def can_change(actor: Actor, passkey: Passkey) -> Verdict:
    """Name it, remove it."""
    if not (allowed := own_account(actor)):
        return allowed
    if passkey.person_id != actor.person_id:
        return refuse(_("This passkey is not yours."))
    if passkey.removed_at:
        return refuse(_("This passkey was removed on %(day)s.", day=longdate(passkey.removed_at)))
    return ALLOWED


def signs(mandate: Mandate) -> Verdict:
    """Whether anything can be signed under a mandate today; verification and city must be loaded."""
    if mandate.role not in SIGNING:
        return refuse(_("Only mayors and deputies sign for a city."))
    if not in_force(mandate, clock.today()):
        return refuse(_("This mandate is not in force."), _("The secretariat verifies mandates."))
    if mandate.role == Role.DEPUTY and mandate.ends_on is None:
        remedy = _("The mayor delegates authority anew, with a last day.")
        return refuse(_("This mandate has no last day, and a deputy signs under a delegation that has one."), remedy)
    if mandate.city is None or mandate.city.accredited_at is None:
        return refuse(_("The city is not accredited yet."), _("The secretariat accredits cities."))
    return ALLOWED


def can_enrol(actor: Actor, passkey: Passkey, mandate: Mandate, enrolment: PasskeyEnrolment | None) -> Verdict:
    if not (allowed := can_change(actor, passkey)):
        return allowed
    if mandate.person_id != actor.person_id:
        return refuse(_("This mandate is not yours."))
    if not (allowed := signs(mandate)):
        return allowed
    if enrolment is not None:
        return refuse(_("This passkey is enrolled for this mandate already."))
    return ALLOWED


def counts_for(passkey: Passkey | None, mandate: Mandate, enrolment: PasskeyEnrolment | None) -> Verdict:
    """Whether what this key signs is an act under the mandate: known, not removed, enrolled, and the mandate in force."""
    if passkey is None:
        return refuse(_("This forum does not know that key."), _("Add it under Settings, Passkeys, and confirm again."))
    if passkey.removed_at:
        sentence = _("This passkey was removed on %(day)s.", day=longdate(passkey.removed_at))
        return refuse(sentence, _("Use another one, or add this device again."))
    if not (allowed := signs(mandate)):
        return allowed
    if passkey.person_id != mandate.person_id or enrolment is None or enrolment.revoked_at:
        sentence = _("This passkey is not enrolled for this mandate.")
        return refuse(sentence, _("Enrol it under Settings, Passkeys, and confirm again."))
    return ALLOWED
