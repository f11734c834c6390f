"""Proposing an amendment to a paragraph or to another amendment, and writing one anew whose words have moved."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect

from forum.declarations.dossier import Dossier
from forum.declarations.forms.amendments import AmendmentForm, RewriteForm, SubAmendmentForm
from forum.declarations.operations import amendments as acts
from forum.declarations.operations import colliding
from forum.declarations.queries import amendments as reading
from forum.declarations.rules import amendments as rules
from forum.declarations.rules import drafting
from forum.declarations.rules.reading import readable
from forum.declarations.text import amending
from forum.declarations.text.clauses import number
from forum.declarations.views.amended import asked_cities, show_one
from forum.declarations.views.amendments import ONE, amendment_address, amendment_or_404
from forum.declarations.views.blueprint import blueprint, clause_or_404, dossier_or_404, vocabulary
from forum.kit import diff
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict, Refused, Verdict
from models import Amendment, City, Clause
from models.base import db

NEW = "/declarations/<int:identity>/clauses/<uid>/amendments/new"


@blueprint.get(NEW)
@signed_in
def new_amendment(identity: int, uid: str):
    dossier = dossier_or_404(identity)
    clause, form = clause_or_404(dossier, uid), AmendmentForm(draft=f"amendment:{identity}:{uid}")
    if not form.text.data:
        form.text.data = clause.text
    return _form_page(dossier, clause, form, 200)


@blueprint.post(NEW)
@signed_in
def propose(identity: int, uid: str):
    dossier, form, actor = dossier_or_404(identity), AmendmentForm(draft=f"amendment:{identity}:{uid}"), current_actor()
    clause = clause_or_404(dossier, uid)
    if not drafting.can_propose(dossier, actor):
        return _form_page(dossier, clause, form, 409)
    if form.validate_on_submit() and form.act.data != "delete" and not form.text.data:
        form.refuse("text", _("Write the words that you propose."))
    words = (form.act.data, form.text.data or "", form.reason.data)
    row = _enter(form, dossier, lambda: acts.propose(dossier, actor, clause, *words))
    return _entered(row) if row else _form_page(dossier, clause, form, 422)


@blueprint.get(f"{ONE}/amendments/new")
@signed_in
def new_sub_amendment(identity: int, place: int):
    dossier = dossier_or_404(identity)
    target, form = amendment_or_404(dossier, place), SubAmendmentForm(draft=f"amendment:{identity}:{place}")
    if not form.text.data:
        form.text.data = target.text
    return _sub_page(dossier, target, form, 200)


@blueprint.post(f"{ONE}/amendments/new")
@signed_in
def amend_amendment(identity: int, place: int):
    """Other words for the words of an amendment."""
    dossier, form = dossier_or_404(identity), SubAmendmentForm(draft=f"amendment:{identity}:{place}")
    target, actor = amendment_or_404(dossier, place), current_actor()
    if not rules.can_amend(dossier, actor, target):
        return _sub_page(dossier, target, form, 409)
    form.validate_on_submit()
    row = _enter(form, dossier, lambda: acts.amend(dossier, actor, target, form.text.data, form.reason.data))
    return _entered(row) if row else _sub_page(dossier, target, form, 422)


@blueprint.get(f"{ONE}/rewriting")
@signed_in
def rewriting(identity: int, place: int):
    """The form begins with the proposer's change, carried onto the words that stand now as far as it can be."""
    dossier = dossier_or_404(identity)
    row, form = amendment_or_404(dossier, place), RewriteForm()
    here = colliding.ground(dossier, row)
    if not form.text.data:
        form.text.data = amending.suggestion(row.base_text, row.text, here.text) if here else row.text
        if row.act != amending.REPLACE or not here:
            form.text.data = row.text or row.base_text
        form.seen.data = str(here.edit if here else 0)
    return _rewrite_page(dossier, row, form, 200)


@blueprint.post(f"{ONE}/rewriting")
@signed_in
def rewrite(identity: int, place: int):
    dossier, form = dossier_or_404(identity), RewriteForm()
    row = amendment_or_404(dossier, place)
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else 0
    if not form.validate_on_submit():
        return _rewrite_page(dossier, row, form, 422)
    try:
        colliding.rewrite(dossier, current_actor(), row, form.text.data, seen)
    except Conflict as conflict:
        form.seen.data = str(getattr(colliding.ground(dossier, row), "edit", 0))
        return _rewrite_page(dossier, row, form, 409, conflict.verdict)
    except Refused as refused:
        return _rewrite_page(dossier, row, form, 409, refused.verdict)
    flash(_("The amendment is written anew; the lead city and its sponsors are told."))
    return redirect(amendment_address(row), 303)


def _enter(form: Any, dossier: Dossier, act: Callable[[], Amendment]) -> Amendment | None:
    """The amendment and its questions to other cities; None where one was refused, with the sentence at its field."""
    asked, field = asked_cities(form), "text"
    if form.errors:
        return None
    try:
        row = act()
        field = "asked"
        if asked:
            acts.ask(dossier, current_actor(), row, asked)
    except Refused as refused:
        form.refuse(field, refused.verdict.line)
        return None
    return row


def _entered(row: Amendment) -> Any:
    flash(_("The amendment is proposed; the lead city is told."))
    return redirect(amendment_address(row), 303)


def _cities(dossier: Dossier) -> list[City]:
    statement = db.select(City).where(City.accredited_at.is_not(None), City.id != (current_actor().city_id or 0))
    found = db.session.scalars(statement.order_by(City.name))
    return [city for city in found if dossier.stage != "drafting" or city.id in dossier.group]


def _form_page(dossier: Dossier, clause: Clause, form: Any, status: int) -> tuple[str, int]:
    verdict = drafting.can_propose(dossier, current_actor())
    known = readable(dossier, current_actor(), reading.amendments(dossier.id)) if verdict else []
    same = [row for _number, row in known if row.clause_uid == clause.uid and row.state in rules.UNDECIDED]
    others = [show_one(dossier, row) for row in same if not row.target_id]
    return _page(dossier, clause.uid, form, verdict, status, others=others)


def _sub_page(dossier: Dossier, target: Amendment, form: Any, status: int) -> tuple[str, int]:
    verdict = rules.can_amend(dossier, current_actor(), target)
    return _page(dossier, target.clause_uid, form, verdict, status, target=target)


def _page(
    dossier: Dossier, uid: str, form: Any, verdict: Verdict, status: int, target: Any = None, others: Any = ()
) -> tuple[str, int]:
    """`others` wait for a decision on the same paragraph."""
    page = render(
        "declarations/amendment_form.html",
        dossier=dossier,
        clause=next((n for n in number(dossier.clauses) if n.uid == uid), None),
        target=target,
        others=others,
        cities=_cities(dossier),
        form=form,
        verdict=verdict,
        **vocabulary(),
    )
    return page, status if verdict else 409


def _rewrite_page(dossier: Dossier, row: Amendment, form: Any, status: int, refused: Any = None) -> tuple[str, int]:
    one = show_one(dossier, row)
    verdict = rules.can_rewrite(dossier, current_actor(), row, one.outdated)
    now = one.ground.text if one.ground else ""
    carried = diff.words(now, form.text.data or "") if one.ground and row.act == amending.REPLACE else []
    page = render(
        "declarations/amendment_rewriting.html",
        dossier=dossier,
        amendment=row,
        one=one,
        form=form,
        verdict=verdict,
        refused=refused,
        moved=diff.words(row.base_text, now) if one.ground else [],
        carried=carried,
        **vocabulary(),
    )
    return page, status if verdict else 409
