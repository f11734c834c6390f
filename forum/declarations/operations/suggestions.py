"""Suggesting other words by form, and deciding what is suggested: the words go into the text, or out of it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import clauses, workspace
from forum.declarations.operations.record import record
from forum.declarations.queries.declarations import clauses_of
from forum.declarations.rules import drafting as rules
from forum.declarations.text import document, editing
from forum.declarations.text.clauses import new_uid
from forum.declarations.text.document import Draft, Paragraph
from forum.kit import bus, clock
from forum.kit.canonical import canonical_text
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Clause, Suggestion, SuggestionDecision
from models.base import db

SHORT = 500


def suggest(dossier: Dossier, actor: Actor, clause: Clause, words: str, seen: int) -> str:
    """Suggest other words for a clause, written against its `seen` edit; the id of the suggestion. Raises Conflict."""
    require(rules.can_suggest(dossier, actor))
    words = clauses.together(dossier, clause, canonical_text(words), seen)
    if words == clause.text:
        raise Refused(refuse(_("The suggested words are those that stand."), _("Change at least one of them.")))
    identity = new_uid()
    stamped = frozenset({identity})
    with workspace.editing(dossier, actor, "changed", whole=False, suggestions=stamped) as live:
        editing.suggest_words(document.paragraphs(live)[clause.uid]["text"], words, identity)
    bus.publish_after_commit(workspace.topic(dossier.id), {"what": "suggestion", "uid": clause.uid})
    record(dossier, "suggestion_made", actor, suggestion=identity, uid=clause.uid)
    return identity


def decide(dossier: Dossier, actor: Actor, uids: Iterable[str], accepted: bool) -> list[Suggestion]:
    """Accept or reject open suggestions by their ids; those. One that was decided or taken back meanwhile is refused."""
    require(rules.can_decide_suggestions(dossier, actor))
    workspace.project(dossier.id)
    wanted = frozenset(uids)
    statement = select(Suggestion).where(Suggestion.declaration_id == dossier.id, Suggestion.uid.in_(wanted))
    rows = list(db.session.scalars(statement.order_by(Suggestion.id)))
    if {row.uid for row in rows if row.state == "open"} != wanted or not rows:
        raise Refused(refuse(_("This suggestion was decided or taken back meanwhile."), _("Reload the page to see how.")))
    draft = document.read(workspace.open(dossier.id).doc)
    for row in rows:
        _decide(actor, row, accepted, *_what(draft, row.uid))
    for group in _by_author(rows):
        _apply(dossier, actor, group, accepted)
    for row in rows:  # while others' were still in the text, the rows took them for open again
        row.state = "accepted" if accepted else "rejected"
    dossier.clauses = clauses_of(dossier.id)
    verb = "suggestion_accepted" if accepted else "suggestion_rejected"
    for row in rows:
        record(dossier, verb, actor, suggestion=row.uid, proposer_id=row.person_id)
    return rows


def _apply(dossier: Dossier, actor: Actor, rows: list[Suggestion], accepted: bool) -> None:
    """What one person suggested, as one edit; accepted words are theirs in the history."""
    credit: dict[str, Any] = {"person_id": rows[0].person_id, "mandate_id": rows[0].mandate_id} if accepted else {}
    uids = frozenset(row.uid for row in rows)
    with workspace.editing(dossier, actor, "suggested" if accepted else "changed", whole=False, **credit) as live:
        editing.decide(live, uids, accepted)
    bus.publish_after_commit(workspace.topic(dossier.id), {"what": "suggestion"})


def _decide(actor: Actor, row: Suggestion, accepted: bool, uid: str, words: str) -> None:
    state = "accepted" if accepted else "rejected"
    if not changed_one(update(Suggestion).where(Suggestion.id == row.id, Suggestion.state == "open").values(state=state)):
        raise Refused(refuse(_("This suggestion was decided or taken back meanwhile."), _("Reload the page to see how.")))
    db.session.refresh(row, ["state"])
    kept = db.session.scalar(select(SuggestionDecision).filter_by(suggestion_id=row.id))
    kept = kept or SuggestionDecision(suggestion_id=row.id)  # one that came again is decided again
    kept.accepted, kept.clause_uid, kept.words, kept.at = accepted, uid, words[:SHORT], clock.now()
    kept.person_id, kept.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    db.session.add(kept)
    db.session.flush()


def _what(draft: Draft, uid: str) -> tuple[str, str]:
    """The paragraph that a suggestion stands in, and its words."""
    for paragraph in draft.paragraphs.values():
        if uid in paragraph.suggestions:
            return paragraph.uid, _words(paragraph, uid)
    return "", ""


def _words(paragraph: Paragraph, uid: str) -> str:
    if uid in (paragraph.added_by, paragraph.removed_by):
        return "".join(run.text for run in paragraph.runs)
    return "".join(run.text for run in paragraph.runs if uid in (run.ins, run.cut))


def _by_author(rows: list[Suggestion]) -> list[list[Suggestion]]:
    groups: dict[tuple[int, int], list[Suggestion]] = {}
    for row in rows:
        groups.setdefault((row.person_id, row.mandate_id), []).append(row)
    return list(groups.values())
