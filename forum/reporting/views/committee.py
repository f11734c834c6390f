"""The page on which a report to the committee is composed; the report itself is a paper."""

from typing import Any

from flask import flash, redirect, url_for

from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.papers import rules
from forum.reporting.editions import editions, year_before
from forum.reporting.forms import ReportForm
from forum.reporting.numbers import Period
from forum.reporting.operations.committee import compose_report
from forum.reporting.views.blueprint import blueprint


@blueprint.get("/reports/new")
@signed_in
def new_report():
    form = ReportForm()
    form.offer()
    return _page(form)


@blueprint.post("/reports/new")
@signed_in
def make_report():
    form, actor = ReportForm(), current_actor()
    form.offer()
    if not form.edition.data and not (form.first.data and form.last.data):
        form.refuse_later("first", _("Choose an edition, or enter the first and the last day."))
    if not form.validate_on_submit():
        return _page(form, 422)
    name, period = "", Period(form.first.data, form.last.data)
    if form.edition.data:
        edition = editions()[int(form.edition.data)]
        name, period = edition.name, Period(*year_before(edition))
    try:
        paper = compose_report(actor, period, name, form.note.data)
    except Refused as refused:
        form.refuse("last", refused.verdict.sentence)
        return _page(form, 409)
    flash(_("The paper is composed; its files follow in a moment."))
    return redirect(url_for("papers.paper", identity=paper.id), 303)


def panel(actor: Any, _thing: Any) -> str:
    """On the list of papers, for those who compose reports."""
    if not rules.can_compose(actor):
        return ""
    return render("reporting/_compose.html")


def _page(form: ReportForm, status: int = 200) -> tuple[str, int]:
    verdict = rules.can_compose(current_actor())
    return render("reporting/report_form.html", form=form, verdict=verdict), status if verdict else 409
