"""Suggestions as a page that needs no script: who suggests what, the difference word for word, accept or reject."""

from typing import Any

from flask import abort, flash, jsonify, redirect, request, url_for

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import suggestions as acts
from forum.declarations.operations import workspace
from forum.declarations.queries import suggestions as reading
from forum.declarations.rules import drafting
from forum.declarations.text import document
from forum.declarations.text.suggested import Changed, changed
from forum.declarations.views.blueprint import blueprint, insider_or_404, vocabulary
from forum.kit.guards import signed_in
from forum.kit.i18n import _n
from forum.kit.identity import current_actor
from forum.kit.templating import exact, render
from forum.kit.verdict import Refused, Verdict
from models import Suggestion

HERE = "/declarations/<int:identity>/suggestions"
COLOURS = 8
LONGEST_QUOTE = 500  # as comments keep it


@blueprint.get(HERE)
@signed_in
def suggestions(identity: int):
    return _page(insider_or_404(identity), 200)


@blueprint.get(f"{HERE}.json")
@signed_in
def suggestions_as_json(identity: int):
    """Who suggested what is in the text, for the margin of the editor."""
    dossier, actor = insider_or_404(identity), current_actor()
    verdict = drafting.can_decide_suggestions(dossier, actor)
    rows = reading.by_uid(identity).values()
    return jsonify(
        suggestions=[_told(row, actor) for row in rows],
        decide={"allowed": bool(verdict), "sentence": verdict.line},
    )


@blueprint.post(f"{HERE}/decisions")
@signed_in
def decide_suggestions(identity: int):
    """One or many of them, by the ids that stand in the text."""
    dossier, uids = insider_or_404(identity), request.form.getlist("uid")
    accepted = request.form.get("accepted")
    if accepted not in ("yes", "no") or not uids:
        abort(400)
    try:
        rows = acts.decide(dossier, current_actor(), uids, accepted == "yes")
    except Refused as refused:
        return _refused(dossier, refused.verdict)
    if _wants_json():
        return jsonify(done=len(rows))
    flash(_said(len(rows), accepted == "yes"))
    return redirect(url_for("declarations.suggestions", identity=identity), 303)


def pen_of(person_id: int) -> int:
    """The one of eight pens in which a person's words are drawn; the same everywhere."""
    return person_id % COLOURS + 1


def _told(row: Suggestion, actor: Actor) -> dict[str, Any]:
    return {
        "id": row.uid,
        "name": row.person.name,
        "city": row.city.name,
        "colour": pen_of(row.person_id),
        "at": row.at.isoformat(),
        "when": exact(row.at),
        "own": row.person_id == actor.person_id,
    }


def _page(dossier: Dossier, status: int, refused: Verdict | None = None) -> tuple[str, int]:
    paragraphs = _open(dossier)
    page = render(
        "declarations/suggestions.html",
        dossier=dossier,
        paragraphs=paragraphs,
        rows=reading.by_uid(dossier.id),
        decided=reading.decided(dossier.id),
        every=list(dict.fromkeys(change.suggestion for p in paragraphs for change in p.changes)),
        verdict=drafting.can_decide_suggestions(dossier, current_actor()),
        right=drafting.right(dossier, current_actor()),
        refused=refused,
        most_quoted=LONGEST_QUOTE,
        **vocabulary(),
    )
    return page, status


def _open(dossier: Dossier) -> list[Changed]:
    if dossier.frozen or not reading.is_drafted_live(dossier.id):
        return []
    return changed(document.read(workspace.open(dossier.id).doc))


def _refused(dossier: Dossier, verdict: Verdict) -> Any:
    if _wants_json():
        return jsonify(sentence=verdict.line), 409
    return _page(dossier, 409, verdict)


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _said(count: int, accepted: bool) -> str:
    if accepted:
        return _n("%(num)s suggestion is in the text.", "%(num)s suggestions are in the text.", count)
    return _n("%(num)s suggestion was rejected.", "%(num)s suggestions were rejected.", count)
