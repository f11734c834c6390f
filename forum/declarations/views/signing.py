"""The signing page: one column, the text, three choices. Nothing is called signed before it is verified and stored."""

from typing import Any

from flask import flash, redirect, request, url_for
from wtforms.fields.choices import SelectChoice

from forum.accounts.limits import by_account
from forum.accounts.operations.identity_check import needs_code
from forum.declarations.dossier import Dossier
from forum.declarations.forms.signing import SignForm, WithdrawalForm
from forum.declarations.operations import intents
from forum.declarations.operations import signing as acts
from forum.declarations.rules import signing as rules
from forum.declarations.views import confirming
from forum.declarations.views.blueprint import blueprint, dossier_or_404
from forum.declarations.views.sheet import text_of
from forum.declarations.views.signer import Signer, called, still_holds
from forum.declarations.views.signing_page import signing_page
from forum.kit.guards import SignInNeeded
from forum.kit.i18n import _
from forum.kit.limits import limited
from forum.kit.verdict import Conflict, Refused, Verdict, first_refusal, refuse

HERE = "/declarations/<int:identity>/signature"


@blueprint.get(HERE)
@called
def signature(identity: int, signer: Signer):
    dossier = dossier_or_404(identity)
    return signing_page(dossier, signer, form_for(dossier, signer), 200)


@blueprint.post(f"{HERE}/statement")
@called
@limited("60 per hour")
def signing_statement(identity: int, signer: Signer):
    """The server builds what is signed, and the device is asked for no other thing."""
    dossier = dossier_or_404(identity)
    try:
        begin = _begin_withdrawal if request.form.get("kind") == "withdraw" else _begin_signature
        return begin(dossier, signer)
    except Refused as refused:
        return confirming.told(refused)


@blueprint.post(HERE)
@called
@limited("30 per hour")
@by_account("10/15minute", confirming.account)
def sign(identity: int, signer: Signer):
    """The rule, the words, who confirms it and how, the text that was read: each with its sentence, and nothing is lost."""
    dossier = dossier_or_404(identity)
    if confirming.asks_for_device():
        return _sign_by_device(dossier, signer)
    if not signer.signed_in:
        raise SignInNeeded
    return _sign_by_code(dossier, signer)


def form_for(dossier: Dossier, signer: Signer) -> SignForm:
    form = SignForm()
    form.reserved.choices = [SelectChoice(n.uid, n.number) for n in text_of(dossier) if n.number]
    form.letter.data = signer.letter
    return form


def _begin_signature(dossier: Dossier, signer: Signer) -> Any:
    form = form_for(dossier, signer)
    if not form.without_secrets().validate():
        return confirming.told_of(form)
    if not (verdict := may_sign(dossier, signer)):
        return confirming.told(verdict)
    return confirming.challenge(_intent(dossier, signer, form), signer)


def _begin_withdrawal(dossier: Dossier, signer: Signer) -> Any:
    form = WithdrawalForm()
    if not signer.signed_in:
        raise SignInNeeded
    if not form.without_secrets().validate():
        return confirming.told_of(form)
    return confirming.challenge(intents.to_withdraw(dossier, signer.actor, form.reason.data or ""), signer)


def may_sign(dossier: Dossier, signer: Signer) -> Verdict:
    return first_refusal(still_holds(signer), rules.can_sign(dossier, signer.actor))


def _sign_by_device(dossier: Dossier, signer: Signer) -> Any:
    """For the page's script; the assertion is the authentication, and no session is made of it."""
    try:
        if not (verdict := may_sign(dossier, signer)):
            return confirming.told(verdict)
        intent, how = confirming.by_device(dossier, signer)
        acts.sign(dossier, signer.actor, intent, how)
    except Refused as refused:
        return confirming.told(refused)
    return {"location": _signed(dossier, signer)}


def _sign_by_code(dossier: Dossier, signer: Signer) -> Any:
    form = form_for(dossier, signer)
    if not may_sign(dossier, signer):
        return signing_page(dossier, signer, form, 409)
    try:
        if request.form.get("again"):
            intents.same_text(dossier, form.seen.data or "")
            return signing_page(dossier, signer, form, 422)
        if not needs_code(signer.actor.person):
            return signing_page(dossier, signer, form, 409, _needs_more())
        if form.validate_on_submit() and _reserves_well(dossier, form):
            intent = _intent(dossier, signer, form)  # refuses before a code is spent: what is refused leaves no trace
            if how := confirming.by_code(signer, form):
                acts.sign(dossier, signer.actor, intent, how)
                return redirect(_signed(dossier, signer), 303)
    except (Conflict, Refused) as refused:
        return signing_page(dossier, signer, form, 409, refused.verdict)
    return signing_page(dossier, signer, form, 422)


def _intent(dossier: Dossier, signer: Signer, form: SignForm) -> Any:
    words = (form.remark.data or "", form.reservation.data or "", form.reserved.data or [])
    return intents.to_sign(dossier, signer.actor, form.seen.data or "", *words)


def _reserves_well(dossier: Dossier, form: SignForm) -> bool:
    verdict = rules.reserves_well(dossier, form.reservation.data or "", form.reserved.data or [])
    if not verdict:
        form.refuse("reservation", verdict.line)
    return bool(verdict)


def _needs_more() -> Verdict:
    sentence = _("A password alone does not sign for a city.")
    return refuse(sentence, _("Set up a passkey, or a second factor beside your password. Nothing was signed."))


def _signed(dossier: Dossier, signer: Signer) -> str:
    """Said only now: it is verified, in the register and stored."""
    mandate = signer.actor.mandate
    flash(_("Signed for %(city)s. The signature is stored.", city=mandate.city.name if mandate else ""))
    return url_for("declarations.signature", identity=dossier.id, letter=signer.letter or None)
