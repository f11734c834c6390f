"""The signing page: one column, the text, three choices; and the withdrawal."""

from typing import Any

from flask import flash, redirect, url_for

from forum.accounts import passwords
from forum.declarations.dossier import Dossier
from forum.declarations.forms import NoteForm, ReasonForm, SignForm
from forum.declarations.operations import signing as acts
from forum.declarations.queries import parts
from forum.declarations.rules import signing as rules
from forum.declarations.text.clauses import number
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, vocabulary
from forum.declarations.views.versions import compare
from forum.kit.extensions import limiter
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict, Refused

HERE = "/declarations/<int:identity>/signature"


@blueprint.get(HERE)
@signed_in
def signature(identity: int):
    dossier = dossier_or_404(identity)
    form = _with_clauses(SignForm(), dossier)
    if dossier.version and not form.seen.data:
        form.seen.data = dossier.version.sha256
    return _page(dossier, form, 200)


@blueprint.post(HERE)
@signed_in
@limiter.limit("20 per hour")
def sign(identity: int):
    """Signed only once the password was checked and the row is stored."""
    dossier, actor = dossier_or_404(identity), current_actor()
    form = _with_clauses(SignForm(), dossier)
    if not rules.can_sign(dossier, actor):
        return _page(dossier, form, 409)
    if form.validate_on_submit() and not passwords.matches(actor.person, form.password.data):
        form.refuse("password", _("This is not your password. Nothing was signed."))
    if form.errors or not form.is_submitted():
        return _page(dossier, form, 422)
    try:
        acts.sign(
            dossier, actor, form.seen.data or "", form.remark.data or "", form.reservation.data or "", form.reserved.data
        )
    except Conflict as conflict:
        form.seen.data = dossier.version.sha256 if dossier.version else ""
        return _page(dossier, form, 409, conflict.verdict)
    except Refused as refused:
        return _page(dossier, form, 409, refused.verdict)
    flash(_("Signed for %(city)s.", city=actor.mandate.city.name))
    return redirect(f"{address(dossier)}#signatories", 303)


@blueprint.get(f"{HERE}/withdrawal")
@signed_in
def withdrawal(identity: int):
    return _act_page(dossier_or_404(identity), "withdraw", ReasonForm(), 200)


@blueprint.post(f"{HERE}/withdrawal")
@signed_in
def withdraw(identity: int):
    dossier, form = dossier_or_404(identity), ReasonForm()
    if not rules.can_withdraw(dossier, current_actor()) or not form.validate_on_submit():
        return _act_page(dossier, "withdraw", form, 422)
    acts.withdraw(dossier, current_actor(), form.reason.data)
    flash(_("The signature is withdrawn. It stays on record with your reason."))
    return redirect(f"{address(dossier)}#signatories", 303)


@blueprint.get(f"{HERE}/refusal")
@signed_in
def refusal(identity: int):
    return _act_page(dossier_or_404(identity), "decline", ReasonForm(), 200)


@blueprint.post(f"{HERE}/refusal")
@signed_in
def decline(identity: int):
    dossier, form = dossier_or_404(identity), ReasonForm()
    if not rules.can_decline(dossier, current_actor()) or not form.validate_on_submit():
        return _act_page(dossier, "decline", form, 422)
    acts.decline(dossier, current_actor(), form.reason.data)
    flash(_("Recorded: your city does not sign this version. You can change your mind until signing ends."))
    return redirect(address(dossier), 303)


@blueprint.get(f"{HERE}/preparation")
@signed_in
def preparation(identity: int):
    return _act_page(dossier_or_404(identity), "prepare", NoteForm(), 200)


@blueprint.post(f"{HERE}/preparation")
@signed_in
def prepare(identity: int):
    dossier, form = dossier_or_404(identity), NoteForm()
    if not rules.can_prepare(dossier, current_actor()) or not form.validate_on_submit():
        return _act_page(dossier, "prepare", form, 422)
    acts.prepare(dossier, current_actor(), form.note.data or "")
    flash(_("Your mayor is told that the signature is ready."))
    return redirect(address(dossier), 303)


def _with_clauses(form: SignForm, dossier: Dossier) -> SignForm:
    form.reserved.choices = [(n.uid, n.number) for n in number(dossier.clauses) if n.number]
    return form


def _page(dossier: Dossier, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    actor, version = current_actor(), dossier.version
    verdict = rules.can_sign(dossier, actor)
    before = next((s.version for s in dossier.lapsed if s.city_id == actor.city_id), None)
    page = render(
        "declarations/signature.html",
        dossier=dossier,
        version=version,
        numbered=number(dossier.clauses),
        form=form,
        verdict=verdict,
        refused=refused,
        before=before,
        differences=compare(before, version) if before and version else [],
        requests=parts.requests(dossier.id, actor.city_id, version.id if version else None),
        prepare=rules.can_prepare(dossier, actor),
        **vocabulary(),
    )
    return page, status if verdict or status != 200 else 409


WORDS = {
    "withdraw": (rules.can_withdraw, "withdrawal"),
    "decline": (rules.can_decline, "refusal"),
    "prepare": (rules.can_prepare, "preparation"),
}


def _act_page(dossier: Dossier, act: str, form: Any, status: int) -> tuple[str, int]:
    rule, noun = WORDS[act]
    verdict = rule(dossier, current_actor())
    own = url_for(f"declarations.{noun}", identity=dossier.id)
    page = render(
        "declarations/signing_act.html", dossier=dossier, act=act, own=own, form=form, verdict=verdict, **vocabulary()
    )
    return page, status if verdict else 409
