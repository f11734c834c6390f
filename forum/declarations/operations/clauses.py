"""Writing in the text, clause by clause. A save that did not see the newest words is a conflict, never an overwrite."""

from sqlalchemy import update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.record import record
from forum.declarations.rules import drafting as rules
from forum.declarations.text import clauses as text
from forum.kit import clock
from forum.kit.canonical import canonical_text
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from models import Amendment, Clause, ClauseEdit
from models.base import db


def add_clause(dossier: Dossier, actor: Actor, kind: str, words: str, after: str = "") -> Clause:
    """`after` is the uid of the clause before the new one; empty for the beginning."""
    require(rules.can_edit(dossier, actor))
    clause = insert(dossier, actor, kind, words, after, "added")
    record(dossier, "clause_added", actor, uid=clause.uid)
    return clause


def change_clause(dossier: Dossier, actor: Actor, clause: Clause, kind: str, words: str, seen: int) -> None:
    """Raises Conflict where somebody saved this clause after the `seen` edit."""
    require(rules.can_edit(dossier, actor))
    words = canonical_text(words)
    if (clause.kind, clause.text) == (kind, words) and clause.edit == seen:
        return
    replace(dossier, actor, clause, kind, words, seen, "changed")
    record(dossier, "clause_changed", actor, uid=clause.uid)


def move_clause(dossier: Dossier, actor: Actor, clause: Clause, step: int) -> None:
    """One place up (-1) or down (+1); the words stay, so it is no new edit."""
    require(rules.can_edit(dossier, actor))
    arrange(dossier, text.swapped([c.uid for c in dossier.clauses], clause.uid, step))
    _touch(dossier)
    record(dossier, "clause_moved", actor, uid=clause.uid)


def remove_clause(dossier: Dossier, actor: Actor, clause: Clause, seen: int) -> None:
    """The words stay in the history of the clause."""
    require(rules.can_edit(dossier, actor))
    replace(dossier, actor, clause, clause.kind, clause.text, seen, "removed")
    drop(dossier, clause)
    record(dossier, "clause_removed", actor, uid=clause.uid)


def insert(
    dossier: Dossier, actor: Actor, kind: str, words: str, after: str, act: str, by: Amendment | None = None
) -> Clause:
    """`by` is the amendment whose words these are: its author is theirs, whoever accepted it."""
    clause = Clause(uid=text.new_uid(), declaration_id=dossier.id, kind=kind, text=canonical_text(words), position=0, edit=1)
    order = [c.uid for c in dossier.clauses]
    if after and after not in order:
        raise Refused(refuse(_("The paragraph before was removed meanwhile."), _("Choose another place.")))
    db.session.add(clause)
    db.session.flush()
    dossier.clauses = [*dossier.clauses, clause]
    arrange(dossier, text.place_after(order, clause.uid, after))
    _keep(dossier, actor, clause, act, by)
    return clause


def replace(
    dossier: Dossier, actor: Actor, clause: Clause, kind: str, words: str, seen: int, act: str, by: Amendment | None = None
) -> None:
    """Compare-and-set on the number of the edit: of two savers at one moment, one wins and the other reads both texts."""
    statement = update(Clause).where(Clause.id == clause.id, Clause.edit == seen, Clause.removed.is_(False))
    values = {"kind": kind, "text": canonical_text(words), "edit": seen + 1}
    done = changed_one(statement.values(**values))
    db.session.refresh(clause)
    if not done:
        sentence = _("This paragraph was removed meanwhile.") if clause.removed else _("Somebody else saved this meanwhile.")
        raise Conflict(refuse(sentence, _("Both texts stand below.")), clause.text, words)
    _keep(dossier, actor, clause, act, by)


def drop(dossier: Dossier, clause: Clause) -> None:
    clause.removed = True
    dossier.clauses = [c for c in dossier.clauses if c.uid != clause.uid]
    db.session.flush()


def bring_back(dossier: Dossier, taken_out: list[Clause]) -> None:
    """Clauses that were removed stand in the text again, at its end until they are arranged."""
    for clause in taken_out:
        clause.removed = False
    dossier.clauses = [*dossier.clauses, *taken_out]
    db.session.flush()


def arrange(dossier: Dossier, order: list[str]) -> None:
    """`order` names every clause of the text once."""
    by_uid = {c.uid: c for c in dossier.clauses}
    dossier.clauses = [by_uid[uid] for uid in order]
    for position, clause in enumerate(dossier.clauses, 1):
        if clause.position != position:
            clause.position = position
    db.session.flush()


def _keep(dossier: Dossier, actor: Actor, clause: Clause, act: str, by: Amendment | None = None) -> None:
    author = by or actor
    who = {"person_id": author.person_id, "mandate_id": author.mandate_id, "at": clock.now()}
    row = ClauseEdit(declaration_id=dossier.id, uid=clause.uid, edit=clause.edit, act=act, text=clause.text, **who)
    row.amendment_id = by.id if by else None
    db.session.add(row)
    _touch(dossier)


def _touch(dossier: Dossier) -> None:
    dossier.row.text_edited_at = clock.now()
    db.session.flush()
