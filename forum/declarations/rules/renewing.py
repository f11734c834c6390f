"""A city that signed words that do not stand any more is asked once for each version whether it keeps its signature."""

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules.signing import can_sign
from forum.kit.i18n import _
from forum.kit.verdict import Verdict, refuse
from models import Signature


def lapsed_of(dossier: Dossier, city_id: int | None) -> Signature | None:
    """The newest signature of a city under a text that does not stand any more, where it has none under the present one."""
    return next((s for s in reversed(dossier.lapsed) if s.city_id == city_id), None)


def can_renew(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := can_sign(dossier, actor)):
        return verdict
    if lapsed_of(dossier, actor.city_id) is None:
        return refuse(_("Your city has not signed an earlier version of this text."), _("Read the text and sign it."))
    return verdict
