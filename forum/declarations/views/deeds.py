"""What a reader can do with a declaration now, and what not, with the sentence and who can change that."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules import correcting, drafting, renewing, signing
from forum.declarations.views.moves import move_url
from forum.declarations.workflow import FLOW
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict
from models.declaration import Stage
from models.mandate import Role


@dataclass(frozen=True)
class Deed:
    label: Any
    url: str
    verdict: Verdict
    variant: str = "secondary"


def deeds(dossier: Dossier, actor: Actor) -> list[Deed]:
    """First what asks something of this reader, then the moves of the procedure."""
    moves = [
        Deed(offer.move.label, move_url(offer.move.name, dossier.id), offer.verdict, offer.move.variant)
        for offer in FLOW.offers(dossier, actor)
        if offer.move.name != ("pause" if dossier.pause else "lift_pause")
    ]
    return [*_signing(dossier, actor), *_writing(dossier, actor), *moves]


def _signing(dossier: Dossier, actor: Actor) -> list[Deed]:
    """A city that has signed is offered the way back, not a second signature."""
    if dossier.stage not in (Stage.OPEN, Stage.ADOPTED):
        return []
    here = url_for("declarations.signature", identity=dossier.id)
    if dossier.signature_of(actor.city_id):
        label = _("Withdraw the signature of your city")
        withdrawing = Deed(label, f"{here}/withdrawal", signing.can_withdraw(dossier, actor))
        return [*_objecting(dossier, actor), withdrawing]
    if actor.leads_city and renewing.lapsed_of(dossier, actor.city_id):
        label = _("Keep the signature of your city or not")
        return [Deed(label, f"{here}/renewal", renewing.can_renew(dossier, actor), "primary")]
    if actor.acts_as(Role.DELEGATE):
        label = _("Prepare the signature for your mayor")
        return [Deed(label, f"{here}/preparation", signing.can_prepare(dossier, actor), "primary")]
    return [Deed(_("Read and sign"), here, signing.can_sign(dossier, actor), "primary")]


def _objecting(dossier: Dossier, actor: Actor) -> list[Deed]:
    open_one = dossier.correction
    if open_one is None:
        return []
    url = url_for("declarations.objection", identity=dossier.id, place=open_one.number)
    return [Deed(_("Object to the correction"), url, correcting.can_object(dossier, actor))]


def _writing(dossier: Dossier, actor: Actor) -> list[Deed]:
    if dossier.stage not in (Stage.DRAFTING, Stage.CONSULTATION):
        return []
    identity = dossier.id
    live = drafting.right(dossier, actor)
    together = url_for("declarations.drafting_page", identity=identity)
    found = [Deed(_("Write together"), together, ALLOWED if live.writes else live.verdict, "primary")]
    if dossier.stage == Stage.DRAFTING:
        edit = drafting.can_edit(dossier, actor)
        found.append(Deed(_("Add a paragraph"), url_for("declarations.new_clause", identity=identity), edit))
        found.append(Deed(_("Change title and purpose"), url_for("declarations.describe", identity=identity), edit))
    else:
        proposing = drafting.can_propose(dossier, actor)
        found.append(Deed(_("Propose an amendment"), url_for("declarations.amendments", identity=identity), proposing))
    group = url_for("declarations.group", identity=identity)
    return [*found, Deed(_("Invite to the drafting"), group, drafting.can_invite(dossier, actor))]
