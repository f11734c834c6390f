"""Composing papers of a session, publishing one, and asking again for a file that failed."""

from typing import Any

from flask import abort, flash, redirect, url_for

from forum.kit import making
from forum.kit.guards import signed_in, staff_only
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.papers import rules
from forum.papers.forms import ActForm, ComposeForm
from forum.papers.operations import composing, keeping
from forum.papers.queries import forwarded
from forum.papers.queries import papers as reading
from forum.papers.views.blueprint import blueprint, paper_or_404, session_or_404
from models import BodySession

COMPOSE = {
    "dossier": composing.compose_dossier,
    "corrigendum": composing.compose_corrigendum,
    "addendum": composing.compose_addendum,
}


@blueprint.get("/papers/sessions/<int:identity>")
def session_papers(identity: int):
    """All papers of a session, and for editors what can be composed now."""
    return _page(session_or_404(identity), ComposeForm())


@blueprint.post("/papers/sessions/<int:identity>/<any(dossier,corrigendum,addendum):kind>")
@signed_in
def compose(identity: int, kind: str):
    found, actor, form = session_or_404(identity, hold=True), current_actor(), ComposeForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        paper = COMPOSE[kind](actor, found, form.note.data)
    except Refused as refused:
        if not actor.is_staff:
            raise
        form.refuse("note", refused.verdict.sentence)
        return _page(found, form), 409
    flash(_("The paper is composed; its files follow in a moment."))
    return redirect(url_for("papers.paper", identity=paper.id), 303)


@blueprint.post("/papers/<int:identity>/publication")
@signed_in
def publish(identity: int):
    found, actor = paper_or_404(identity), current_actor()
    if not ActForm().validate_on_submit():
        abort(422)
    keeping.publish(actor, found, found.session.body_id if found.session else None)
    flash(_("The paper is published: everybody can read it."))
    return redirect(url_for("papers.paper", identity=found.id), 303)


@blueprint.post("/papers/<int:identity>/files/<any(pdf,docx,akn):form>")
@staff_only
def try_again(identity: int, form: str):
    found = paper_or_404(identity)
    row = reading.file(found.id, form)
    if row is None:
        abort(404)
    if not ActForm().validate_on_submit():
        abort(422)
    making.try_again(row)
    return redirect(url_for("papers.paper", identity=found.id) + "#files", 303)


def _page(found: BodySession, form: ComposeForm) -> str:
    return render("papers/session.html", session=found, body=found.body, form=form, **session_parts(found))


def session_parts(found: BodySession) -> dict[str, Any]:
    """What the page and the panel of a session show of its papers."""
    actor = current_actor()
    newest = reading.dossier_of(found.id) if actor.is_staff else None
    count = forwarded.count_at(found.id) if actor.is_staff else 0
    return {
        "papers": reading.of_session(actor, found.id),
        "count": count,
        "is_staff": actor.is_staff,
        "may_compose": rules.can_compose_dossier(actor, newest, count),
        "may_add": rules.can_add_to(actor, newest),
    }
