"""Writing in the text, clause by clause: edits of the workspace that the rows follow, as a peer's in the live editor do.

A save that did not see the newest words never overwrites them: they are brought together, or both are shown.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import workspace
from forum.declarations.operations.record import record
from forum.declarations.queries.declarations import clauses_of
from forum.declarations.rules import drafting as rules
from forum.declarations.text import clauses as text
from forum.declarations.text import document, editing
from forum.declarations.text.amending import carry
from forum.kit.canonical import canonical_text
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from models import Amendment, Clause, ClauseEdit
from models.base import db


def add_clause(dossier: Dossier, actor: Actor, kind: str, words: str, after: str = "", alternative: bool = False) -> Clause:
    """`after` is the uid of the clause before the new one; empty for the beginning."""
    require(rules.can_edit(dossier, actor))
    clause = insert(dossier, actor, kind, words, after, "added")
    if alternative:
        set_alternative(dossier, actor, clause, True)
    record(dossier, "clause_added", actor, uid=clause.uid)
    return clause


def change_clause(
    dossier: Dossier, actor: Actor, clause: Clause, kind: str, words: str, seen: int, alternative: bool | None = None
) -> None:
    """Raises Conflict where somebody changed the same words after the `seen` edit."""
    require(rules.can_edit(dossier, actor))
    words = canonical_text(words)
    alternative = clause.alternative if alternative is None else alternative
    if (clause.kind, clause.text, clause.alternative) == (kind, words, alternative) and clause.edit == seen:
        return
    replace(dossier, actor, clause, kind, words, seen, "changed")
    if clause.alternative != alternative:
        set_alternative(dossier, actor, clause, alternative)
    record(dossier, "clause_changed", actor, uid=clause.uid)


def move_clause(dossier: Dossier, actor: Actor, clause: Clause, step: int) -> None:
    """One place up (-1) or down (+1); the words stay, so it is no new edit."""
    require(rules.can_edit(dossier, actor))
    catch_up(dossier)
    arrange(dossier, actor, text.swapped([c.uid for c in dossier.clauses], clause.uid, step))
    record(dossier, "clause_moved", actor, uid=clause.uid)


def remove_clause(dossier: Dossier, actor: Actor, clause: Clause, seen: int) -> None:
    """The words stay in the history of the clause."""
    require(rules.can_edit(dossier, actor))
    together(dossier, clause, clause.text, seen)
    drop(dossier, actor, clause)
    record(dossier, "clause_removed", actor, uid=clause.uid)


def insert(
    dossier: Dossier, actor: Actor, kind: str, words: str, after: str, act: str, by: Amendment | None = None
) -> Clause:
    """`by` is the amendment whose words these are: its author is theirs, whoever accepted it."""
    uid = text.new_uid()
    catch_up(dossier)
    order = [c.uid for c in dossier.clauses]
    if after and after not in order:
        raise Refused(refuse(_("The paragraph before was removed meanwhile."), _("Choose another place.")))
    with workspace.editing(dossier, actor, act, **_credit(by)) as live:
        editing.insert(live, uid, kind, canonical_text(words), text.place_after(order, uid, after))
    _follow(dossier)
    return next(c for c in dossier.clauses if c.uid == uid)


def replace(
    dossier: Dossier, actor: Actor, clause: Clause, kind: str, words: str, seen: int, act: str, by: Amendment | None = None
) -> None:
    """Other words or another kind for a clause, against the `seen` edit of it."""
    words = together(dossier, clause, canonical_text(words), seen)
    with workspace.editing(dossier, actor, act, **_credit(by)) as live:
        editing.set_fact(live, clause.uid, "kind", kind)
        editing.set_words(document.paragraphs(live)[clause.uid]["text"], words)
    _follow(dossier)


def set_alternative(dossier: Dossier, actor: Actor, clause: Clause, alternative: bool) -> None:
    """Whether it stands beside the paragraph before it, as 3 bis beside 3."""
    with workspace.editing(dossier, actor, "changed") as live:
        editing.set_fact(live, clause.uid, "alternative", alternative)
    _follow(dossier)


def drop(dossier: Dossier, actor: Actor, clause: Clause, by: Amendment | None = None) -> None:
    with workspace.editing(dossier, actor, "removed", **_credit(by)) as live:
        editing.remove(live, clause.uid)
    _follow(dossier)


def bring_back(dossier: Dossier, actor: Actor, taken_out: Sequence[Clause]) -> None:
    """Clauses that were removed stand in the text again, where they stood."""
    with workspace.editing(dossier, actor, "restored") as live:
        for clause in taken_out:
            editing.revive(live, clause.uid)
    _follow(dossier)


def arrange(dossier: Dossier, actor: Actor, order: Sequence[str]) -> None:
    """`order` names every clause of the text once."""
    with workspace.editing(dossier, actor, "moved") as live:
        editing.arrange(live, order)
    _follow(dossier)


def catch_up(dossier: Dossier) -> None:
    """What was written live until this moment is in the rows."""
    if workspace.project(dossier.id):
        _follow(dossier)


def together(dossier: Dossier, clause: Clause, words: str, seen: int) -> str:
    """The words to write so that nothing of what came after the `seen` edit is lost. Raises Conflict."""
    catch_up(dossier)
    db.session.refresh(clause)
    if clause.edit == seen and not clause.removed:
        return words
    base = db.session.scalar(select(ClauseEdit.text).filter_by(uid=clause.uid, edit=seen))
    merged = carry(base, words, clause.text) if base is not None and not clause.removed else None
    if merged is None:
        sentence = _("This paragraph was removed meanwhile.") if clause.removed else _("Somebody else saved this meanwhile.")
        raise Conflict(refuse(sentence, _("Both texts stand below.")), clause.text, words)
    return merged


def _credit(by: Amendment | None) -> dict[str, Any]:
    """Who stands in the history instead of the one who acts."""
    return {"person_id": by.person_id, "mandate_id": by.mandate_id, "amendment_id": by.id} if by else {}


def _follow(dossier: Dossier) -> None:
    dossier.clauses = clauses_of(dossier.id)
