"""Who translates a text: those who write it while it is written, the secretariat once it stands."""

from forum.accounts.actor import Actor, may_act
from forum.declarations.dossier import Dossier
from forum.declarations.rules.people import in_group
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models.declaration import Stage
from models.mandate import Role

WRITTEN = (Stage.DRAFTING, Stage.CONSULTATION)


def can_translate(dossier: Dossier, actor: Actor) -> Verdict:
    """The group while the text is drafted or consulted on; the editors finish what is not complete when it is frozen."""
    if dossier.stage in WRITTEN:
        verdict = in_group(dossier, actor)
        sentence = _("Only the drafting group translates the text while it is written.")
        return verdict if verdict or not actor.signed_in else refuse(sentence, verdict.remedy)
    if not dossier.frozen:
        sentence = _("The cities judge the text as it stands; no language of it changes during the silence procedure.")
        return refuse(sentence, _("The secretariat finishes translations when the text is open for signature."))
    if not (verdict := may_act(actor)):
        return verdict
    if actor.acts_as(Role.EDITOR):
        return ALLOWED
    return refuse(
        _("The text is frozen; only the secretariat finishes its translations."),
        _("Write to the editors of the secretariat."),
    )


def stays_as_frozen(complete: bool) -> Verdict:
    """What was complete when it was frozen is not written anew under the same version."""
    if complete:
        sentence = _("This translation is complete and frozen with the version.")
        return refuse(sentence, _("It is open again when the chair issues a new version."))
    return ALLOWED
