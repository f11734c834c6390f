"""What the drafting editor asks for beside the text: authors, sources for footnotes, what stands in the margin."""

from typing import Any

from flask import jsonify, render_template, request

from forum.declarations.dossier import Dossier
from forum.declarations.queries import amendments as amending
from forum.declarations.queries import citations as sources
from forum.declarations.queries import suggestions as reading
from forum.declarations.rules.reading import readable
from forum.declarations.views.blueprint import blueprint, clause_or_404, dossier_or_404, insider_or_404, verdicts, vocabulary
from forum.declarations.views.lists import subject_of
from forum.declarations.views.sheet import Line, sheet
from forum.declarations.views.suggestions import pen_of
from forum.declarations.views.talks import talks_of
from forum.discussion import queries as discussion
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from models import DraftingClient

MOST_TARGETS = 100


@blueprint.get("/declarations/<int:identity>/authors.json")
@signed_in
def drafting_authors(identity: int):
    """Whose the numbers are under which the letters of the text were written."""
    insider_or_404(identity)
    rows = reading.clients(identity)
    return jsonify(clients={str(row.client): _author(row) for row in rows})


@blueprint.get("/declarations/<int:identity>/citations.json")
@signed_in
def citations(identity: int):
    """What can be cited with these words, or what these targets are."""
    dossier_or_404(identity)
    actor, targets = current_actor(), request.args.getlist("target")[:MOST_TARGETS]
    found = sources.named(actor, targets) if targets else sources.find(actor, request.args.get("q", ""))
    return jsonify(found=[vars(source) for source in found])


@blueprint.get("/declarations/<int:identity>/clauses/<uid>/margin")
@signed_in
def margin(identity: int, uid: str):
    """What hangs on one paragraph, as a part of a page."""
    dossier = dossier_or_404(identity)
    clause_or_404(dossier, uid)
    return _drawn(dossier).get(uid, "")


@blueprint.get("/declarations/<int:identity>/margins.json")
@signed_in
def margins(identity: int):
    """The same for every paragraph on which something hangs."""
    return jsonify(_drawn(dossier_or_404(identity)))


def _drawn(dossier: Dossier) -> dict[str, str]:
    actor = current_actor()
    subject = subject_of(dossier, actor)
    amendments = readable(dossier, actor, amending.amendments(dossier.id))
    lines = sheet(dossier, amendments, discussion.clause_comments(actor, subject))
    talks = talks_of(dossier, actor, subject)
    shared = {"row": dossier.row, "talks": talks, "verdicts": verdicts(dossier, actor), **vocabulary()}
    return {line.uid: _part(line, shared) for line in lines if line.amendments or line.comments}


def _part(line: Line, shared: dict[str, Any]) -> str:
    return render_template("declarations/_beside.html", line=line, **shared).strip()


def _author(row: DraftingClient) -> dict[str, Any]:
    city = row.mandate.city.name if row.mandate.city else ""
    return {"id": row.person_id, "name": row.person.name, "city": city, "colour": pen_of(row.person_id)}
