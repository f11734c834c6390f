""" "This was not me": the page on which a person says so, and the case that the secretariat settles with it."""

from typing import Any

from flask import abort, flash, redirect, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.forms.correcting import FOUND, ContestForm, FindingForm, SettlementForm
from forum.declarations.in_your_name import ADDRESSES
from forum.declarations.operations import contesting
from forum.declarations.operations.entering import digest_of
from forum.declarations.queries import circumstances
from forum.declarations.queries import contests as reading
from forum.declarations.queries.contests import DECLINE, SIGNATURE, WITHDRAWAL, Act
from forum.declarations.rules import contesting as rules
from forum.declarations.views.blueprint import blueprint, dossier_or_404, vocabulary
from forum.kit.guards import signed_in
from forum.kit.i18n import _, _l
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import SignatureContest

NOUNS = {noun: kind for kind, noun in ADDRESSES.items()}
ACTS = {SIGNATURE: _l("signature"), WITHDRAWAL: _l("withdrawal of a signature"), DECLINE: _l("refusal to sign")}
HERE = "/declarations/<int:identity>/<any(signatures, withdrawals, refusals):noun>/<int:place>/contest"
CASE = "/declarations/<int:identity>/contests/<int:place>"


@blueprint.get(HERE)
@signed_in
def contest(identity: int, noun: str, place: int):
    """Whoever has contested it already comes to what happens now."""
    dossier = dossier_or_404(identity)
    act = _act_or_404(dossier, noun, place)
    if act.contest is not None:
        return redirect(case_url(act.contest), 303)
    return _contest_page(dossier, act, ContestForm(), 200)


@blueprint.post(HERE)
@signed_in
def make_contest(identity: int, noun: str, place: int):
    """A session is enough: who took a person's keys must not be able to keep them from saying so."""
    dossier, form, actor = dossier_or_404(identity), ContestForm(), current_actor()
    act = _act_or_404(dossier, noun, place)
    if not rules.can_contest(actor, act.person_id, act.contest is not None):
        return _contest_page(dossier, act, form, 409)
    if not form.validate_on_submit():
        return _contest_page(dossier, act, form, 422)
    try:
        row = contesting.contest(dossier, actor, act, form.reason.data or "")
    except Refused as refused:
        return _contest_page(dossier, act, form, 409, refused.verdict)
    flash(_("Recorded: this was not you. The secretariat is called."))
    return redirect(case_url(row), 303)


@blueprint.get(CASE)
@signed_in
def contested(identity: int, place: int):
    dossier = dossier_or_404(identity)
    return _case_page(dossier, _case_or_404(dossier, place), FindingForm(), 200)


@blueprint.post(CASE)
@signed_in
def record_finding(identity: int, place: int):
    dossier, form, actor = dossier_or_404(identity), FindingForm(), current_actor()
    row = _case_or_404(dossier, place)
    if not form.validate_on_submit():
        return _case_page(dossier, row, form, 422)
    try:
        contesting.propose(dossier, actor, row, form.finding.data, form.found.data or "")
    except Refused as refused:
        return _case_page(dossier, row, form, 409, refused.verdict)
    flash(_("Recorded. A second person of the secretariat confirms it."))
    return redirect(case_url(row), 303)


@blueprint.post(f"{CASE}/settlement")
@signed_in
def settle_contest(identity: int, place: int):
    dossier, form = dossier_or_404(identity), SettlementForm()
    row = _case_or_404(dossier, place)
    try:
        contesting.settle(dossier, current_actor(), row, form.seen.data or "")
    except Refused as refused:
        return _case_page(dossier, row, FindingForm(), 409, refused.verdict)
    flash(_("The case is settled; the holder is told."))
    return redirect(case_url(row), 303)


def case_url(row: SignatureContest) -> str:
    return url_for("declarations.contested", identity=row.declaration_id, place=row.id)


def _act_or_404(dossier: Dossier, noun: str, place: int) -> Act:
    """A refusal is known to those whom it concerns only; of others' acts that are public it is said why one may not."""
    act = reading.act(dossier, NOUNS[noun], place)
    if act is None or (act.kind == DECLINE and act.person_id != current_actor().person_id):
        abort(404)
    return act


def _case_or_404(dossier: Dossier, place: int) -> SignatureContest:
    """For the person in whose name the act stands, and the secretariat."""
    row, actor = reading.case(dossier.id, place), current_actor()
    if row is None or not (actor.is_staff or actor.person_id == row.person_id):
        abort(404)
    return row


def _contest_page(dossier: Dossier, act: Act, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    verdict = rules.can_contest(current_actor(), act.person_id, act.contest is not None)
    page = render(
        "declarations/contest.html",
        dossier=dossier,
        act=act,
        called=str(ACTS[act.kind]),
        form=form,
        verdict=verdict,
        refused=refused,
        **vocabulary(),
    )
    return page, status if verdict or status != 200 else 409


def _case_page(dossier: Dossier, row: SignatureContest, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    actor = current_actor()
    act = reading.act(dossier, row.act, row.act_id)
    page = render(
        "declarations/contested.html",
        dossier=dossier,
        case=row,
        act=act,
        called=str(ACTS[row.act]),
        mine=actor.person_id == row.person_id,
        staff=actor.is_staff,
        facts=circumstances.around(act) if act and actor.is_staff else None,
        again=reading.signed_again(row),
        found=FOUND,
        form=form,
        seen=digest_of(f"{row.finding}\n{row.found}") or "",
        proposing=rules.can_propose(actor, row.person_id, row.settled_at is not None),
        settling=rules.can_settle(actor, row.person_id, row.proposed_by_id, row.settled_at is not None),
        refused=refused,
        **vocabulary(),
    )
    return page, status
