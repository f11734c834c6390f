"""Withdrawing a signature: with a reason, confirmed as the signature was; after closing it is only noted."""

from typing import Any

from flask import flash, redirect, request

from forum.accounts.limits import by_account
from forum.accounts.operations.identity_check import needs_code
from forum.declarations.dossier import Dossier
from forum.declarations.forms.signing import WithdrawalForm
from forum.declarations.operations import intents
from forum.declarations.operations import withdrawing as acts
from forum.declarations.rules import signing as rules
from forum.declarations.views import confirming
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404
from forum.declarations.views.signer import Signer
from forum.declarations.views.signing_page import frame
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.limits import limited
from forum.kit.templating import render
from forum.kit.verdict import Refused, Verdict, refuse

HERE = "/declarations/<int:identity>/signature/withdrawal"


@blueprint.get(HERE)
@signed_in
def signature_withdrawal(identity: int):
    dossier = dossier_or_404(identity)
    return _page(dossier, WithdrawalForm(), 200)


@blueprint.post(HERE)
@signed_in
@limited("30 per hour")
@by_account("10/15minute", confirming.account)
def withdraw_signature(identity: int):
    dossier, signer = dossier_or_404(identity), Signer(current_actor())
    return (_by_device if confirming.asks_for_device() else _by_code)(dossier, signer)


def _by_device(dossier: Dossier, signer: Signer) -> Any:
    try:
        if not (verdict := rules.can_withdraw(dossier, signer.actor)):
            return confirming.told(verdict)
        intent, how = confirming.by_device(dossier, signer)
        entry = acts.withdraw(dossier, signer.actor, intent, how)
    except Refused as refused:
        return confirming.told(refused)
    return {"location": _done(dossier, entry.noted)}


def _by_code(dossier: Dossier, signer: Signer) -> Any:
    form, actor = WithdrawalForm(), signer.actor
    if request.form.get("again"):
        return _page(dossier, form, 422)
    if not rules.can_withdraw(dossier, actor):
        return _page(dossier, form, 409)
    if not needs_code(actor.person):
        return _page(dossier, form, 409, _needs_more())
    try:
        if form.validate_on_submit():
            intent = intents.to_withdraw(dossier, actor, form.reason.data or "")  # refuses before a code is spent
            if how := confirming.by_code(signer, form):
                return redirect(_done(dossier, acts.withdraw(dossier, actor, intent, how).noted), 303)
    except Refused as refused:
        return _page(dossier, form, 409, refused.verdict)
    return _page(dossier, form, 422)


def _needs_more() -> Verdict:
    sentence = _("A password alone does not withdraw the signature of a city.")
    return refuse(sentence, _("Set up a passkey, or a second factor beside your password. Nothing was changed."))


def _done(dossier: Dossier, noted: bool) -> str:
    flash(
        _("Noted beside the signature, which stays and counts.")
        if noted
        else _("The signature is withdrawn. It stays on record with your reason.")
    )
    return f"{address(dossier)}#signatories"


def _page(dossier: Dossier, form: WithdrawalForm, status: int, refused: Verdict | None = None) -> tuple[str, int]:
    actor = current_actor()
    verdict, late = rules.can_withdraw(dossier, actor), rules.is_note(dossier)
    explains = _(
        "The signature stays on record, listed as withdrawn with your reason. Your city can sign again while it is open."
    )
    if late:
        explains = _("Signing has ended: the signature stays and counts. Your reason is noted beside it for everybody.")
    page = render(
        "declarations/withdrawal.html",
        **frame(dossier, Signer(actor), dossier.signature_of(actor.city_id)),
        form=form,
        verdict=verdict,
        refused=refused,
        title=_("Note a withdrawal") if late else _("Withdraw the signature"),
        explains=explains,
    )
    return page, status if verdict or status != 200 else 409
