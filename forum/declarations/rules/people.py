"""The rules that the others are made of: a city, the drafting group, the lead city, the Bureau, the chair."""

from forum.accounts.actor import Actor, may_act
from forum.declarations.dossier import Dossier
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models.mandate import BUREAU_ROLES, Role


def for_city(actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.speaks_for_city and actor.mandate and actor.mandate.city and actor.mandate.city.accredited_at:
        return ALLOWED
    return refuse(_("Only accredited cities do this."), _("Act under the mandate of a city."))


def in_group(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := for_city(actor)):
        return verdict
    if actor.city_id in dossier.group:
        return ALLOWED
    return refuse(
        _("Only the drafting group edits the text."),
        _("%(city)s leads the drafting and can invite your city.", city=dossier.row.lead_city.name),
    )


def of_lead(dossier: Dossier, actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.speaks_for_city and actor.city_id == dossier.row.lead_city_id:
        return ALLOWED
    return refuse(
        _("Only the lead city does this."),
        _("%(city)s leads the drafting.", city=dossier.row.lead_city.name),
    )


def of_lead_or_bureau(dossier: Dossier, actor: Actor) -> Verdict:
    """What the lead city does with its text; the Bureau may as well."""
    if actor.acts_as(*BUREAU_ROLES):
        return of_bureau(actor)
    verdict = of_lead(dossier, actor)
    if verdict or not actor.signed_in:
        return verdict
    city = dossier.row.lead_city.name
    return refuse(_("Only the lead city or the Bureau does this."), _("%(city)s leads the drafting.", city=city))


def of_bureau(actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.acts_as(*BUREAU_ROLES):
        return ALLOWED
    return refuse(_("Only the Bureau does this."), _("Write to the secretariat, which calls the Bureau."))


def chairs(actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.acts_as(Role.CHAIR):
        return ALLOWED
    return refuse(_("Only the chair does this."), _("Write to the secretariat, which tells the chair."))
