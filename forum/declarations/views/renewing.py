"""Keep our signature, or not: what a city is asked once when the words that it signed do not stand any more."""

from typing import Any

from flask import flash, redirect

from forum.declarations.dossier import Dossier
from forum.declarations.forms.correcting import RenewalForm
from forum.declarations.operations import requesting
from forum.declarations.queries import parts
from forum.declarations.rules import renewing as rules
from forum.declarations.text import frozen
from forum.declarations.text.comparing import Lineage
from forum.declarations.text.keeping import Carried, carried
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, vocabulary
from forum.declarations.views.comparing import compare, texts_of
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Signature, Version

HERE = "/declarations/<int:identity>/signature/renewal"


@blueprint.get(HERE)
@signed_in
def renewal(identity: int):
    return _page(dossier_or_404(identity), RenewalForm(), 200)


@blueprint.post(HERE)
@signed_in
def do_not_keep(identity: int):
    """Keeping is signing, on its own page; this is the other answer."""
    dossier, form, actor = dossier_or_404(identity), RenewalForm(), current_actor()
    if not rules.can_renew(dossier, actor):
        return _page(dossier, form, 409)
    if not form.validate_on_submit():
        return _page(dossier, form, 422)
    try:
        requesting.decline(dossier, actor, form.reason.data or "")
    except Refused as refused:
        return _page(dossier, form, 409, refused.verdict)
    flash(
        _("Recorded: your city does not keep its signature under this version. It can change its mind until signing ends.")
    )
    return redirect(f"{address(dossier)}#signatories", 303)


def words_to_keep(dossier: Dossier, city_id: int | None) -> Carried | None:
    """What the city said when it signed, as far as it fits the present text; None where it is not asked again."""
    signature = rules.lapsed_of(dossier, city_id)
    if signature is None or dossier.version is None:
        return None
    return carried(signature, frozen.read(_signed(dossier, signature).canonical), frozen.read(dossier.version.canonical))


def _signed(dossier: Dossier, signature: Signature) -> Version:
    return next(v for v in dossier.versions if v.id == signature.version_id)


def _page(dossier: Dossier, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    actor = current_actor()
    signature = rules.lapsed_of(dossier, actor.city_id)
    signed = _signed(dossier, signature) if signature else None
    differences = []
    if signed and dossier.version:
        differences = compare(texts_of(signed), texts_of(dossier.version), Lineage.of(parts.related(dossier.id)))
    verdict = rules.can_renew(dossier, actor)
    page = render(
        "declarations/renewal.html",
        dossier=dossier,
        signature=signature,
        signed=signed,
        differences=differences,
        kept=words_to_keep(dossier, actor.city_id),
        form=form,
        verdict=verdict,
        refused=refused,
        **vocabulary(),
    )
    return page, status if verdict or status != 200 else 409
