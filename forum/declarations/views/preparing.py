"""A delegate prepares the city's signature: its statement, its reservations, and a note for the mayor."""

from typing import Any

from flask import flash, redirect
from wtforms.fields.choices import SelectChoice

from forum.declarations.dossier import Dossier
from forum.declarations.forms.signing import PreparationForm
from forum.declarations.operations import requesting
from forum.declarations.rules import signing as rules
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404
from forum.declarations.views.sheet import text_of
from forum.declarations.views.signer import Signer
from forum.declarations.views.signing_page import fill_in, frame, of_the_text, prepared, requests_of
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused, Verdict

HERE = "/declarations/<int:identity>/signature/preparation"


@blueprint.get(HERE)
@signed_in
def signature_preparation(identity: int):
    dossier = dossier_or_404(identity)
    return _page(dossier, _form(dossier), 200)


@blueprint.post(HERE)
@signed_in
def prepare_signature(identity: int):
    dossier = dossier_or_404(identity)
    form, actor = _form(dossier), current_actor()
    if not rules.can_prepare(dossier, actor):
        return _page(dossier, form, 409)
    words = (form.note.data or "", form.remark.data or "", form.reservation.data or "", form.reserved.data or [])
    if form.validate_on_submit():
        verdict = rules.reserves_well(dossier, words[2], words[3])
        if verdict:
            try:
                requesting.prepare(dossier, actor, *words)
            except Refused as refused:
                return _page(dossier, form, 409, refused.verdict)
            flash(_("Your mayor is told that the signature is ready."))
            return redirect(address(dossier), 303)
        form.refuse("reservation", verdict.line)
    return _page(dossier, form, 422)


@blueprint.post(f"{HERE}/withdrawal")
@signed_in
def take_back_preparation(identity: int):
    dossier = dossier_or_404(identity)
    requesting.take_back(dossier, current_actor())
    flash(_("The preparation is taken back. Your mayor can sign without it."))
    return redirect(address(dossier), 303)


def _form(dossier: Dossier) -> PreparationForm:
    form = PreparationForm()
    form.reserved.choices = [SelectChoice(n.uid, n.number) for n in text_of(dossier) if n.number]
    return form


def _page(dossier: Dossier, form: PreparationForm, status: int, refused: Verdict | None = None) -> Any:
    signer = Signer(current_actor())
    requests, verdict = of_the_text(dossier, requests_of(dossier, signer)), rules.can_prepare(dossier, signer.actor)
    current = prepared(requests)
    if status == 200 and not form.is_submitted():
        fill_in(form, current)
        form.note.data = current.note if current else form.note.data
    context = {"form": form, "verdict": verdict, "refused": refused, "requests": requests, "current": current}
    page = render("declarations/preparation.html", **frame(dossier, signer), **context)
    return page, status if verdict or status != 200 else 409
