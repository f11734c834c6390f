"""Amendments: the list with its filters, one with all that hangs on it, and what is decided about it."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.forms.amendments import AnswerForm, AskForm, DecisionForm
from forum.declarations.operations import amendments as acts
from forum.declarations.operations import colliding, deciding
from forum.declarations.queries import amendments as reading
from forum.declarations.rules import amendments as rules
from forum.declarations.rules import drafting
from forum.declarations.rules.reading import readable, sees_drafting
from forum.declarations.views.amended import Shown, asked_cities, filters, show, show_one
from forum.declarations.views.blueprint import blueprint, clause_or_404, dossier_or_404, vocabulary
from forum.declarations.views.sheet import sheet
from forum.declarations.views.subjects import subject_of
from forum.discussion import queries as discussion
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from models import Amendment, City
from models.base import db

ONE = "/declarations/<int:identity>/amendments/<int:place>"
CHOICES = ("state", "clause", "city")


@blueprint.get("/declarations/<int:identity>/amendments")
def amendments(identity: int):
    """Those that the filters leave, each with its difference; one chooses a paragraph here to propose another."""
    dossier, actor = dossier_or_404(identity), current_actor()
    rows = [row for _number, row in readable(dossier, actor, reading.amendments(identity))]
    chosen = {name: request.args[name] for name in CHOICES if request.args.get(name)}
    every = show(dossier, rows)
    return render(
        "declarations/amendments.html",
        dossier=dossier,
        every=every,
        shown=[one for one in every if one.fits(chosen)],
        facets=filters(dossier, every, chosen),
        chosen=chosen,
        lines=sheet(dossier),
        verdict=drafting.can_propose(dossier, actor),
        consolidate=rules.can_consolidate(dossier, actor),
        **vocabulary(),
    )


@blueprint.get("/declarations/<int:identity>/amendments/new")
@signed_in
def choose_clause(identity: int):
    """From the choice of a paragraph to the form that is about it."""
    clause = clause_or_404(dossier_or_404(identity), request.args.get("clause", ""))
    return redirect(url_for("declarations.new_amendment", identity=identity, uid=clause.uid))


@blueprint.get(ONE)
def amendment(identity: int, place: int):
    dossier = dossier_or_404(identity)
    return page(dossier, amendment_or_404(dossier, place), 200)


@blueprint.post(f"{ONE}/decision")
@signed_in
def decide(identity: int, place: int):
    dossier, form = dossier_or_404(identity), DecisionForm()
    row = amendment_or_404(dossier, place)
    if not form.validate_on_submit() or form.needs_reason():
        return page(dossier, row, 422, decision_form=form)
    try:
        if form.outcome.data == "accepted":
            deciding.accept(dossier, current_actor(), row, form.reason.data or "", form.seen.data or "")
        else:
            deciding.reject(dossier, current_actor(), row, form.reason.data)
    except Refused as refused:
        return page(dossier, row, 409, refused.verdict, decision_form=form)
    flash(_("The words are in the text.") if form.outcome.data == "accepted" else _("Rejected; the proposing city is told."))
    return redirect(amendment_address(row), 303)


@blueprint.post(f"{ONE}/withdrawal")
@signed_in
def withdraw_amendment(identity: int, place: int):
    return _at_once(identity, place, acts.withdraw, _("The amendment is withdrawn."))


@blueprint.post(f"{ONE}/keeping")
@signed_in
def keep_amendment(identity: int, place: int):
    return _at_once(identity, place, colliding.keep, _("The amendment stays as it is; the lead city is told."))


@blueprint.post(f"{ONE}/sponsors")
@signed_in
def co_sponsor(identity: int, place: int):
    return _at_once(identity, place, acts.co_sponsor, _("Your city sponsors this amendment."))


def _at_once(identity: int, place: int, act: Callable[[Dossier, Actor, Amendment], Any], done: str) -> Any:
    """An act without a form."""
    dossier = dossier_or_404(identity)
    row = amendment_or_404(dossier, place)
    act(dossier, current_actor(), row)
    flash(done)
    return redirect(amendment_address(row), 303)


@blueprint.post(f"{ONE}/requests")
@signed_in
def ask_sponsors(identity: int, place: int):
    """The proposing city asks others to stand behind it."""
    dossier, form = dossier_or_404(identity), AskForm()
    row = amendment_or_404(dossier, place)
    if not form.validate_on_submit():
        return page(dossier, row, 422, ask_form=form)
    asked = asked_cities(form)
    if form.errors:
        return page(dossier, row, 422, ask_form=form)
    try:
        acts.ask(dossier, current_actor(), row, asked)
    except Refused as refused:
        form.refuse("asked", refused.verdict.line)
        return page(dossier, row, 409, ask_form=form)
    flash(_("Asked: %(names)s. Each city answers for itself.", names=", ".join(city.name for city in asked)))
    return redirect(amendment_address(row), 303)


@blueprint.post(f"{ONE}/answer")
@signed_in
def answer_request(identity: int, place: int):
    """A city that was asked accepts or declines."""
    dossier, form = dossier_or_404(identity), AnswerForm()
    row = amendment_or_404(dossier, place)
    if not form.validate_on_submit():
        return page(dossier, row, 422, answer_form=form)
    agrees = form.answer.data == "agreed"
    try:
        acts.answer(dossier, current_actor(), row, agrees, form.note.data or "")
    except Refused as refused:
        return page(dossier, row, 409, refused.verdict, answer_form=form)
    flash(_("Your city sponsors this amendment.") if agrees else _("Declined; the proposing city is told."))
    return redirect(amendment_address(row), 303)


def amendment_or_404(dossier: Dossier, place: int) -> Amendment:
    found = dict(readable(dossier, current_actor(), reading.amendments(dossier.id)))
    if place not in found:
        abort(404)
    return found[place]


def amendment_address(row: Amendment) -> str:
    return url_for("declarations.amendment", identity=row.declaration_id, place=row.number)


def page(dossier: Dossier, row: Amendment, status: int, refused: Any = None, **forms: Any) -> tuple[str, int]:
    """One amendment; `forms` are those that were sent and are shown again."""
    actor, shown = current_actor(), show_one(dossier, row)
    asked = reading.requests(row.id)
    decision_form = forms.get("decision_form") or DecisionForm(formdata=None)
    decision_form.seen.data = deciding.state_of(row, next((c for c in dossier.clauses if c.uid == row.clause_uid), None))
    rows = [one for _number, one in readable(dossier, actor, reading.amendments(dossier.id)) if one.target_id == row.id]
    text = render(
        "declarations/amendment.html",
        dossier=dossier,
        place=row.number,
        amendment=row,
        one=shown,
        ground=shown.ground,
        nested=show(dossier, rows),
        asked=asked,
        inside=sees_drafting(dossier, actor),
        revisions=reading.revisions(row.id),
        refused=refused,
        decision=reading.decision(row.id),
        form=decision_form,
        ask_form=forms.get("ask_form") or AskForm(formdata=None),
        answer_form=forms.get("answer_form") or AnswerForm(formdata=None),
        thread=discussion.thread(actor, subject_of(dossier, actor, row), request.args.get("comments")),
        cities=_could_be_asked(dossier, row, {a.city_id for a in asked}),
        **_verdicts(dossier, row, shown, {a.city_id for a in asked if not a.answer}),
        **vocabulary(),
    )
    return text, status


def _verdicts(dossier: Dossier, row: Amendment, shown: Shown, waiting: set[int]) -> dict[str, Any]:
    actor = current_actor()
    return {
        "accept": rules.can_accept(dossier, actor, row),
        "decide": rules.can_decide(dossier, actor, row),
        "withdraw": rules.can_withdraw(dossier, actor, row),
        "rewrite": rules.can_rewrite(dossier, actor, row, shown.outdated),
        "keep": rules.can_keep(dossier, actor, row),
        "amend": rules.can_amend(dossier, actor, row),
        "ask": rules.can_ask(dossier, actor, row),
        "answer": rules.can_answer(dossier, actor, row, waiting),
        "sponsor": rules.can_co_sponsor(dossier, actor, row, {city.id for city in shown.sponsors}),
    }


def _could_be_asked(dossier: Dossier, row: Amendment, known: set[int]) -> list[City]:
    """The names that the field offers to the proposing city."""
    if not rules.can_ask(dossier, current_actor(), row):
        return []
    statement = db.select(City).where(City.accredited_at.is_not(None)).order_by(City.name)
    return [city for city in db.session.scalars(statement) if rules.can_be_asked(dossier, row, city, known)]
