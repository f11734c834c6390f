"""Before a text is frozen: the server reads the workspace to its newest word, checks it, and puts it into canonical form."""

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import clauses, workspace
from forum.declarations.text import document, editing
from forum.declarations.text.clauses import number
from forum.kit.canonical import canonical_text
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse, require
from models import DraftingText
from models.base import db

MOST_NAMED = 5


def settle(dossier: Dossier, actor: Actor) -> None:
    """Raises Refused with the paragraphs that stand in the way. Nothing is lost by it: the workspace stays as it is."""
    if db.session.get(DraftingText, dossier.id) is None:
        return
    clauses.catch_up(dossier)
    live = workspace.open(dossier.id).doc
    require(first_refusal(_valid(dossier, live), _decided(dossier, live)))
    loose = [c for c in dossier.clauses if canonical_text(c.text) != c.text]
    if loose:
        with workspace.editing(dossier, actor, "changed") as edited:
            for clause in loose:
                text = document.paragraphs(edited)[clause.uid]["text"]
                editing.set_words(text, canonical_text(clause.text))
        clauses.catch_up(dossier)
    workspace.compact(dossier.id)


def _valid(dossier: Dossier, live: document.Doc) -> Verdict:
    found = document.faults(live)
    if not found:
        return ALLOWED
    sentences = [f"{_name(dossier, fault.uid)}: {fault.sentence}" for fault in found[:MOST_NAMED]]
    return refuse(_("The text holds something that is no part of a declaration."), " ".join(sentences))


def _decided(dossier: Dossier, live: document.Doc) -> Verdict:
    draft = document.read(live)
    waiting = [p for p in draft.paragraphs.values() if p.suggestions and not p.removed]
    if not waiting:
        return ALLOWED
    named = ", ".join(_name(dossier, p.uid) for p in waiting[:MOST_NAMED])
    return refuse(
        _("Suggestions are still open in %(paragraphs)s.", paragraphs=named),
        _("The drafting group accepts or rejects each of them first."),
    )


def _name(dossier: Dossier, uid: str) -> str:
    """As the reader knows the paragraph."""
    for clause in number(dossier.clauses):
        if clause.uid == uid:
            return _("paragraph %(number)s", number=clause.number) if clause.number else f"“{clause.text[:40]}”"
    return _("the title") if uid == document.TITLE else _("a new paragraph") if uid else _("the document")
