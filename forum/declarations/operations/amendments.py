"""Amendments: a city proposes other words for a clause, others sponsor it, the lead city decides."""

from typing import Any

from sqlalchemy import update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import clauses
from forum.declarations.operations.record import record
from forum.declarations.rules import drafting as rules
from forum.kit import clock
from forum.kit.canonical import canonical_text
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from models import Amendment, AmendmentDecision, AmendmentSponsor, Clause
from models.base import db

ACTS = ("replace", "insert", "delete")


def propose(dossier: Dossier, actor: Actor, clause: Clause, act: str, words: str, reason: str) -> Amendment:
    """`act` is one of ACTS; the words as they stand now are kept as what it was written against."""
    require(rules.can_propose(dossier, actor))
    words = "" if act == "delete" else canonical_text(words)
    if act == "replace" and words == clause.text:
        raise Refused(refuse(_("The proposed words are those that stand."), _("Change at least one of them.")))
    row = Amendment(
        declaration_id=dossier.id,
        clause_uid=clause.uid,
        act=act,
        base_text=clause.text,
        text=words,
        reason=reason,
        state="open",
        city_id=actor.city_id,
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    record(dossier, "amendment_proposed", actor, amendment_id=row.id, uid=clause.uid)
    return row


def co_sponsor(dossier: Dossier, actor: Actor, amendment: Amendment, sponsors: frozenset[int]) -> None:
    """`sponsors` are the ids of the cities that sponsor it already."""
    require(rules.can_co_sponsor(dossier, actor, amendment, sponsors))
    who = {"city_id": actor.city_id, "mandate_id": actor.mandate_id, "at": clock.now()}
    db.session.add(AmendmentSponsor(amendment_id=amendment.id, **who))
    db.session.flush()
    record(dossier, "amendment_sponsored", actor, amendment_id=amendment.id, proposer_id=amendment.person_id)


def accept(dossier: Dossier, actor: Actor, amendment: Amendment, reason: str = "") -> None:
    """The lead city takes the words into the text. Raises Conflict where the clause has other words by now."""
    require(rules.can_decide(dossier, actor, amendment))
    clause = next((c for c in dossier.clauses if c.uid == amendment.clause_uid), None)
    if clause is None or collides(amendment, clause):
        sentence = _("The paragraph has other words than those that this amendment was written against.")
        remedy = _("Reject it with that reason, or ask the proposer to write it anew.")
        raise Conflict(refuse(sentence, remedy), clause.text if clause else "", amendment.text)
    _decide(dossier, actor, amendment, "accepted", reason)
    if amendment.act == "insert":
        clauses.insert(dossier, actor, clause.kind, amendment.text, clause.uid, "amended", amendment)
    elif amendment.act == "delete":
        clauses.drop(dossier, actor, clause)
    else:
        clauses.replace(dossier, actor, clause, clause.kind, amendment.text, clause.edit, "amended", amendment)


def reject(dossier: Dossier, actor: Actor, amendment: Amendment, reason: str) -> None:
    require(rules.can_decide(dossier, actor, amendment))
    _decide(dossier, actor, amendment, "rejected", reason)


def withdraw(dossier: Dossier, actor: Actor, amendment: Amendment) -> None:
    require(rules.can_withdraw_amendment(dossier, actor, amendment))
    _decide(dossier, actor, amendment, "withdrawn", "")


def collides(amendment: Amendment, clause: Clause | None) -> bool:
    """The words under an open amendment have changed since it was written."""
    return amendment.state == "open" and amendment.act != "insert" and (clause is None or clause.text != amendment.base_text)


def _decide(dossier: Dossier, actor: Actor, amendment: Amendment, outcome: str, reason: str) -> None:
    statement = update(Amendment).where(Amendment.id == amendment.id, Amendment.state == "open").values(state=outcome)
    if not changed_one(statement):
        raise Refused(refuse(_("This amendment was decided already."), _("Reload the page to see how.")))
    db.session.refresh(amendment, ["state"])
    row: Any = AmendmentDecision(amendment_id=amendment.id, outcome=outcome, reason=reason[:500], at=clock.now())
    row.person_id, row.mandate_id = actor.person_id, actor.mandate_id
    db.session.add(row)
    db.session.flush()
    proposer = {"proposer_id": amendment.person_id, "amendment_id": amendment.id}
    record(dossier, f"amendment_{outcome}", actor, **proposer)
