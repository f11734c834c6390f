"""The lead city decides on an amendment; the server makes the edit, in its own name for the proposer."""

from typing import Any

from sqlalchemy import update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import clauses, colliding
from forum.declarations.operations.record import record
from forum.declarations.queries import amendments as reading
from forum.declarations.rules import amendments as rules
from forum.declarations.text import amending
from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from models import Amendment, AmendmentDecision, Clause
from models.base import db


def accept(dossier: Dossier, actor: Actor, amendment: Amendment, reason: str = "", seen: str = "") -> None:
    """The words go into the text as the proposer's. `seen` is the `state_of` that was read.

    Raises Conflict where the words were changed since, or where those under it have changed too far.
    """
    require(rules.can_accept(dossier, actor, amendment))
    clauses.catch_up(dossier)
    clause = next((c for c in dossier.clauses if c.uid == amendment.clause_uid), None)
    if seen and seen != state_of(amendment, clause):
        sentence = _("The words were changed since you opened this page.")
        raise Conflict(refuse(sentence, _("Read them as they are now and decide again.")), _text(clause), amendment.text)
    if amendment.target_id:
        _into_amendment(dossier, actor, amendment, reason)
    elif amendment.act == amending.INSERT:
        _add(dossier, actor, amendment, clause, reason)
    else:
        _change(dossier, actor, amendment, clause, reason)


def reject(dossier: Dossier, actor: Actor, amendment: Amendment, reason: str) -> None:
    require(rules.can_decide(dossier, actor, amendment))
    settle(dossier, actor, amendment, "rejected", reason)


def state_of(amendment: Amendment, clause: Any) -> str:
    """The wordings that a person sees who decides now."""
    return f"{amendment.edit}.{clause.edit if clause else 0}"


def settle(dossier: Dossier, actor: Actor, amendment: Amendment, outcome: str, reason: str) -> None:
    """One decision for each, whoever comes first; what amends it loses its ground."""
    held = update(Amendment).where(Amendment.id == amendment.id, Amendment.state.in_(rules.UNDECIDED))
    if not changed_one(held.values(state=outcome)):
        raise Refused(refuse(_("This amendment was decided already."), _("Reload the page to see how.")))
    db.session.refresh(amendment, ["state"])
    row: Any = AmendmentDecision(amendment_id=amendment.id, outcome=outcome, reason=reason[:500], at=clock.now())
    row.person_id, row.mandate_id = actor.person_id, actor.mandate_id
    db.session.add(row)
    db.session.flush()
    data = {"proposer_id": amendment.person_id, "amendment_id": amendment.id, "number": amendment.number}
    record(dossier, f"amendment_{outcome}", actor, **data)
    colliding.orphan(dossier, actor, amendment)


def _change(dossier: Dossier, actor: Actor, amendment: Amendment, clause: Clause | None, reason: str) -> None:
    """Other words for a paragraph, or none."""
    words = outcome_of(amendment, clause)
    if clause is None or words is None:
        raise _too_far(amendment, clause)
    settle(dossier, actor, amendment, "accepted", reason)
    if amendment.act == amending.DELETE:
        clauses.drop(dossier, actor, clause, amendment)
        colliding.mark(dossier, actor, amendment, None)
    else:
        clauses.replace(dossier, actor, clause, clause.kind, words, clause.edit, "amended", amendment)
        colliding.mark(dossier, actor, amendment, clause.text)


def outcome_of(amendment: Amendment, clause: Any) -> str | None:
    """The words of the paragraph if it is accepted now, empty where it is deleted; None where they changed too far.

    An amendment that its city keeps over a collision takes the place of the words that stand.
    """
    if clause is None or amendment.state == rules.COLLIDES:
        return None
    if amendment.act == amending.INSERT:
        return str(clause.text)
    if amendment.act == amending.DELETE:
        return "" if clause.text == amendment.base_text or reading.kept(amendment) else None
    words = amending.words_with(amendment, clause.text, reading.accepted_before(amendment))
    return amendment.text if words is None and reading.kept(amendment) else words


def _add(dossier: Dossier, actor: Actor, amendment: Amendment, clause: Clause | None, reason: str) -> None:
    """A new paragraph, behind those that earlier amendments put at the same place."""
    if clause is None:
        raise _too_far(amendment, clause)
    settle(dossier, actor, amendment, "accepted", reason)
    added = reading.added_after(dossier.id, clause.uid)
    text = [
        amending.Passage(c.uid, c.kind, c.text, added.get(c.uid, 0), clause.uid if c.uid in added else "")
        for c in dossier.clauses
    ]
    place = amending.place_for(text, amendment)
    assert place is not None
    clauses.insert(dossier, actor, clause.kind, amendment.text, text[place - 1].uid, "amended", amendment)


def _into_amendment(dossier: Dossier, actor: Actor, amendment: Amendment, reason: str) -> None:
    """The words of the amendment that it changes become these; its city is told by the mark on the others."""
    target = db.session.get_one(Amendment, amendment.target_id)
    require(rules.still_open(dossier, target))
    words = amending.words_with(amendment, target.text, reading.accepted_before(amendment))
    if words is None:
        raise _too_far(amendment, target)
    settle(dossier, actor, amendment, "accepted", reason)
    colliding.reword(target, words, amendment, "amended", amendment)
    colliding.mark(dossier, actor, amendment, words)


def _text(here: Any) -> str:
    return here.text if here else ""


def _too_far(amendment: Amendment, here: Any) -> Conflict:
    if here is None:
        sentence = _("Its paragraph is no longer in the text.")
        return Conflict(refuse(sentence, _("Reject it with that reason, or wait for its city.")), "", amendment.text)
    sentence = _("The paragraph has other words than those that this amendment was written against.")
    remedy = _("Reject it with that reason, or ask the proposer to write it anew.")
    return Conflict(refuse(sentence, remedy), here.text, amendment.text)
