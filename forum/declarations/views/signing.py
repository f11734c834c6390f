"""The signing page: one column, the text, three choices. Nothing is called signed before it is stored."""

from typing import Any

from flask import flash, redirect
from wtforms.fields.choices import SelectChoice

from forum.accounts.limits import by_account
from forum.accounts.operations.identity_check import confirm_identity, needs_code
from forum.declarations.dossier import Dossier
from forum.declarations.forms import SignForm
from forum.declarations.operations import intents, signing
from forum.declarations.queries import parts
from forum.declarations.rules import signing as rules
from forum.declarations.text.comparing import Lineage
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, vocabulary
from forum.declarations.views.comparing import compare, texts_of
from forum.declarations.views.sheet import sheet, text_of
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.limits import limited
from forum.kit.templating import render
from forum.kit.verdict import Conflict, Refused
from forum.register.confirmation import BY_CODE, Confirmation
from models import SigningRequest, Version

HERE = "/declarations/<int:identity>/signature"


@blueprint.get(HERE)
@signed_in
def signature(identity: int):
    dossier = dossier_or_404(identity)
    form = _with_clauses(SignForm(), dossier)
    if dossier.version and not form.seen.data:
        form.seen.data = dossier.version.manifest_sha256
    return _page(dossier, form, 200)


def _account() -> str:
    return str(current_actor().person_id or "")


@blueprint.post(HERE)
@signed_in
@limited("30 per hour")
@by_account("10/15minute", _account)
def sign(identity: int):
    """The rule, the form, the password, the version that was read: each with its sentence, and nothing typed is lost."""
    dossier, actor = dossier_or_404(identity), current_actor()
    form = _with_clauses(SignForm(), dossier)
    if not rules.can_sign(dossier, actor):
        return _page(dossier, form, 409)
    if form.validate_on_submit():
        _check_reservation(dossier, form)
    if not form.errors:
        proof = confirm_identity(actor.person, form.password.data or "", form.code.data or "")
        if not proof:
            form.refuse(proof.field, " ".join([proof.sentence, _("Nothing was signed.")]))
    if form.errors:
        return _page(dossier, form, 422)
    words = (form.remark.data or "", form.reservation.data or "", form.reserved.data or [])
    try:
        intent = intents.to_sign(dossier, actor, form.seen.data or "", *words)
        signing.sign(dossier, actor, intent, BY_CODE if needs_code(actor.person) else Confirmation("password"))
    except Conflict as conflict:
        form.seen.data = dossier.version.manifest_sha256 if dossier.version else ""
        return _page(dossier, form, 409, conflict.verdict)
    except Refused as refused:
        return _page(dossier, form, 409, refused.verdict)
    flash(_("Signed for %(city)s. The signature is stored.", city=actor.mandate.city.name))
    return redirect(f"{address(dossier)}#signatories", 303)


def _with_clauses(form: SignForm, dossier: Dossier) -> SignForm:
    form.reserved.choices = [SelectChoice(n.uid, n.number) for n in text_of(dossier) if n.number]
    return form


def _check_reservation(dossier: Dossier, form: SignForm) -> None:
    verdict = rules.reserves_well(dossier, form.reservation.data or "", form.reserved.data or [])
    if not verdict:
        form.refuse("reservation", f"{verdict.sentence} {verdict.remedy}")


def _seen_before(dossier: Dossier, requests: list[SigningRequest]) -> Version | None:
    """The newest earlier version that this city signed, prepared or declined."""
    actor, version = current_actor(), dossier.version
    if version is None:
        return None
    seen = {s.version_id for s in dossier.signatures if s.city_id == actor.city_id} | {r.version_id for r in requests}
    older = [v for v in dossier.versions if v.id in seen and v.number < version.number]
    return max(older, key=lambda v: v.number, default=None)


def _changed_since(dossier: Dossier, before: Version | None) -> list[Any]:
    """What this city has not read yet, where it read an older version."""
    if before is None or dossier.version is None:
        return []
    return compare(texts_of(before), texts_of(dossier.version), Lineage.of(parts.related(dossier.id)))


def _page(dossier: Dossier, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    actor, version = current_actor(), dossier.version
    verdict = rules.can_sign(dossier, actor)
    requests = parts.requests(dossier.id, actor.city_id)
    before = _seen_before(dossier, requests)
    page = render(
        "declarations/signature.html",
        dossier=dossier,
        row=dossier.row,
        version=version,
        lines=sheet(dossier),
        form=form,
        verdict=verdict,
        refused=refused,
        before=before,
        differences=_changed_since(dossier, before),
        needs_code=bool(verdict) and needs_code(actor.person),
        requests=[r for r in requests if r.version_id in dossier.binding],
        prepare=rules.can_prepare(dossier, actor),
        **vocabulary(),
    )
    return page, status if verdict or status != 200 else 409
