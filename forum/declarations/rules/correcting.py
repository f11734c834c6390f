"""A correction of signed words: until when signatories object to it, and what waits until then."""

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules.people import for_city
from forum.kit.i18n import _
from forum.kit.templating import exact
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Version


def can_object(dossier: Dossier, actor: Actor) -> Verdict:
    """Any city whose signature the correction would carry forward, by its mayor or a deputy, once, in time."""
    if not (verdict := for_city(actor)):
        return verdict
    if not actor.leads_city:
        remedy = _("Tell your mayor, who can object until the time has passed.")
        return refuse(_("Only a mayor or deputy mayor objects for a city."), remedy)
    if dossier.signature_of(actor.city_id) is None:
        return refuse(_("Only cities whose signature stands under this text object to a correction of it."))
    return open_to_objection(dossier)


def open_to_objection(dossier: Dossier) -> Verdict:
    if dossier.correction:
        return ALLOWED
    newest = dossier.version
    if newest is not None and newest.objections_until is not None:
        told = _("The time for objections ended on %(when)s.", when=exact(newest.objections_until))
        return refuse(told, _("A city that does not stand by the text can withdraw its signature."))
    return refuse(_("No correction of this text is open to objection."))


def objected(version: Version) -> Verdict:
    """Of a correction that is the newest version no more."""
    if version.objected_at is not None:
        return refuse(_("A signatory has objected to this correction; it is not in force."), _("The version before stands."))
    return refuse(_("A newer version exists; this correction is open to objection no more."))


def no_correction_is_open(dossier: Dossier) -> Verdict:
    """What would settle the text for good waits until the signatories have had their time."""
    open_one = dossier.correction
    if open_one is None:
        return ALLOWED
    told = {"number": open_one.number, "when": exact(open_one.objections_until)}
    return refuse(
        _("Version %(number)s corrects the wording and is open to objection until %(when)s.", **told),
        _("Wait until the time has passed; nothing is lost by it."),
    )
