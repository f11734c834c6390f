"""The blueprint, and what all pages of a declaration need."""

from typing import Any

from flask import Blueprint, Response, abort, g, request

from forum.accounts.actor import Actor, title_of
from forum.cities import countries
from forum.declarations.dossier import Dossier
from forum.declarations.queries import declarations as reading
from forum.declarations.rules import agreeing, drafting
from forum.declarations.rules.reading import sees_drafting
from forum.declarations.steps import change_name, stage_name
from forum.declarations.text.clauses import KINDS
from forum.declarations.text.pieces import Notes, pieces
from forum.declarations.views.comparing import name_of, said
from forum.declarations.views.notes import footnotes
from forum.declarations.workflow import meaning
from forum.kit.identity import current_actor
from models import Clause

blueprint = Blueprint("declarations", __name__)


def dossier_or_404(identity: int) -> Dossier:
    """The declaration, or nothing at this address for those who may not know of it; an act holds it until it is done."""
    dossier = reading.get(current_actor(), identity, hold=request.method == "POST")
    if dossier is None:
        abort(404)
    g.declaration_unlisted = dossier.row.invented or not dossier.frozen
    return dossier


def insider_or_404(identity: int) -> Dossier:
    """For what led to a text: nobody else ever finds it, also when the text is public."""
    dossier = dossier_or_404(identity)
    if not sees_drafting(dossier, current_actor()):
        abort(404)
    return dossier


@blueprint.after_request
def keep_out_of_indexes(response: Response) -> Response:
    """Invented acts of the demonstration, and texts that are not public, are not indexed."""
    if g.pop("declaration_unlisted", False):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def clause_or_404(dossier: Dossier, uid: str) -> Clause:
    clause = next((c for c in dossier.clauses if c.uid == uid), None)
    if clause is None:
        abort(404)
    return clause


def seen_edit(form: Any) -> int:
    """Which edit of a paragraph somebody had before them when they began to change it."""
    text = form.seen.data or ""
    if not text.isdecimal():
        abort(400)
    return int(text)


def address(row: Any) -> str:
    """The page of a declaration; jobs need it outside a request."""
    return f"/declarations/{row.id}"


def clause_address(dossier: Dossier, uid: str) -> str:
    return f"{address(dossier)}#clause-{uid}"


def byline(row: Any) -> str:
    """Who did it, with the office held on that day; a deadline acts without a person."""
    if row.person is None:
        return ""
    return f"{row.person.name}, {title_of(row.mandate)}" if row.mandate else row.person.name


def verdicts(dossier: Dossier, actor: Actor) -> dict[str, Any]:
    """What a reader may do with the text and each of its paragraphs; `inside` sees how it came about."""
    return {
        "edit": drafting.can_edit(dossier, actor),
        "propose": drafting.can_propose(dossier, actor),
        "suggest": drafting.can_suggest(dossier, actor),
        "inside": sees_drafting(dossier, actor),
        "begin": drafting.can_begin(actor),
        "mark": agreeing.can_mark(dossier, actor),
    }


def vocabulary() -> dict[str, Any]:
    """What the templates of declarations call; footnotes are numbered through the text of one page."""
    notes = Notes()
    return {
        "set_words": lambda clause, template: pieces(clause, template, notes),
        "footnotes": lambda: footnotes(current_actor(), notes.targets),
        "stage_name": stage_name,
        "change_name": change_name,
        "stage_meaning": meaning,
        "address": address,
        "byline": byline,
        "kind_name": lambda kind: str(KINDS[kind]),
        "said": said,
        "name_of": name_of,
        "countries": countries.names(),
    }
