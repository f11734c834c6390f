"""Objecting to a correction: the page with the difference, a reason, and what one objection does."""

from typing import Any

from flask import abort, flash, redirect

from forum.declarations.dossier import Dossier
from forum.declarations.forms.correcting import ObjectionForm
from forum.declarations.operations import objecting
from forum.declarations.queries import corrections, parts
from forum.declarations.rules import correcting as rules
from forum.declarations.text.comparing import Difference, Lineage
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, vocabulary
from forum.declarations.views.comparing import compare, texts_of
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Version

HERE = "/declarations/<int:identity>/versions/<int:place>/objection"


@blueprint.get(HERE)
@signed_in
def objection(identity: int, place: int):
    dossier = dossier_or_404(identity)
    return _page(dossier, _correction_or_404(dossier, place), ObjectionForm(), 200)


@blueprint.post(HERE)
@signed_in
def make_objection(identity: int, place: int):
    dossier, form, actor = dossier_or_404(identity), ObjectionForm(), current_actor()
    version = _correction_or_404(dossier, place)
    if dossier.version is not version or not rules.can_object(dossier, actor):
        return _page(dossier, version, form, 409)
    if not form.validate_on_submit():
        return _page(dossier, version, form, 422)
    try:
        objecting.object_to(dossier, actor, form.reason.data or "")
    except Refused as refused:
        return _page(dossier, version, form, 409, refused.verdict)
    flash(_("Your objection is recorded. Version %(number)s stands.", number=dossier.version.number))
    return redirect(address(dossier), 303)


def corrected_by(dossier: Dossier, version: Version) -> Version | None:
    """The version whose wording another one corrects: the newest before it that stands."""
    older = [v for v in dossier.in_force if v.number < version.number]
    return older[-1] if older else None


def difference_to(dossier: Dossier, version: Version) -> list[Difference]:
    """What a version changes against the one that stood before it."""
    before = corrected_by(dossier, version)
    if before is None:
        return []
    return compare(texts_of(before), texts_of(version), Lineage.of(parts.related(dossier.id)))


def _correction_or_404(dossier: Dossier, place: int) -> Version:
    row = next((v for v in dossier.versions if v.number == place and v.objections_until), None)
    if row is None:
        abort(404)
    return row


def _page(dossier: Dossier, version: Version, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    verdict = rules.can_object(dossier, current_actor()) if dossier.version is version else rules.objected(version)
    page = render(
        "declarations/objection.html",
        dossier=dossier,
        version=version,
        before=corrected_by(dossier, version),
        differences=difference_to(dossier, version),
        objections=corrections.objections(dossier.id),
        form=form,
        verdict=verdict,
        refused=refused,
        **vocabulary(),
    )
    return page, status if verdict or status != 200 else 409
