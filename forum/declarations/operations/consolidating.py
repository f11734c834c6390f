"""The lead city decides on many amendments together: each choice is kept as it is made, and all are applied at once."""

import secrets
from typing import Any

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import clauses, colliding, deciding
from forum.declarations.operations.record import record
from forum.declarations.queries import consolidations
from forum.declarations.queries.board import ACCEPT, CHOICES, LEAVE, REJECT, Board, board
from forum.declarations.rules import amendments as rules
from forum.declarations.text import amending
from forum.kit import clock
from forum.kit.canonical import canonical_text
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from models import Amendment, Consolidation, ConsolidationChoice, ConsolidationLink, ConsolidationWording
from models.base import db


def begin(dossier: Dossier, actor: Actor) -> Consolidation:
    """The one that is under way, or a new one; its declaration is held, so that there is never a second."""
    require(rules.can_consolidate(dossier, actor))
    row = consolidations.under_way(dossier.id)
    if row is None:
        row = Consolidation(declaration_id=dossier.id, state="open")
        _sign(row, actor)
    return row


def choose(dossier: Dossier, actor: Actor, amendment: Amendment, choice: str, reason: str, seen: int) -> None:
    """What an amendment would become. Nothing of it counts before the decisions are applied."""
    row = begin(dossier, actor)
    require(rules.can_decide(dossier, actor, amendment))
    if choice not in CHOICES:
        raise Refused(refuse(_("This is none of the choices."), _("Accept it, reject it, or leave it open.")))
    known = consolidations.choices(row.id).get(amendment.id)
    if known is None and choice == LEAVE and not reason:
        return
    if known and (known.choice, known.reason, known.seen) == (choice, reason[:500], seen):
        return
    known = known or ConsolidationChoice(consolidation_id=row.id, amendment_id=amendment.id)
    known.choice, known.reason, known.seen = choice, reason[:500], seen
    _sign(known, actor)


def word(dossier: Dossier, actor: Actor, uid: str, words: str, seen: int) -> None:
    """Words of the lead city's own for a paragraph that has amendments; none takes them back."""
    row, words = begin(dossier, actor), canonical_text(words)
    known = consolidations.wordings(row.id).get(uid)
    if known and not words:
        db.session.delete(known)
        db.session.flush()
    elif words and not (known and (known.text, known.seen) == (words, seen)):
        known = known or ConsolidationWording(consolidation_id=row.id, clause_uid=uid)
        known.text, known.seen = words, seen
        _sign(known, actor)


def share(dossier: Dossier, actor: Actor) -> ConsolidationLink:
    """Whoever has the link and may see the declaration reads what is chosen, until the link is ended."""
    row = begin(dossier, actor)
    link = ConsolidationLink(consolidation_id=row.id, key=secrets.token_urlsafe(24))
    _sign(link, actor)
    record(dossier, "consolidation_shared", actor, link_id=link.id)
    return link


def unshare(dossier: Dossier, actor: Actor, link: ConsolidationLink) -> None:
    require(rules.can_consolidate(dossier, actor))
    record(dossier, "consolidation_unshared", actor, link_id=link.id)
    db.session.delete(link)
    db.session.flush()


def apply(dossier: Dossier, actor: Actor, seen: str) -> int:
    """All decisions in one transaction, each recorded; how many. Raises Conflict where `seen` is not what holds now."""
    require(rules.can_consolidate(dossier, actor))
    clauses.catch_up(dossier)
    table = board(dossier)
    if seen != table.fingerprint:
        raise Conflict(refuse(_("Something was changed since you read this page."), _("Read it again below.")), "", "")
    if not table.decided and not table.own:
        raise Refused(refuse(_("Nothing is decided here yet."), _("Accept or reject at least one amendment.")))
    problems = [sentence for uid in table.uids for sentence in table.problems(uid)]
    if problems:
        raise Refused(refuse(problems[0], _("Choose again for that paragraph.")))
    count = _decide(table, actor)
    assert table.row is not None
    table.row.state = "applied"
    db.session.flush()
    record(dossier, "consolidated", actor, consolidation_id=table.row.id, count=count)
    return count


def _decide(table: Board, actor: Actor) -> int:
    """First what is said of amendments to amendments, then what goes, what comes, what changes, and what is taken out."""
    dossier, done = table.dossier, 0
    for row in sorted(table.decided, key=lambda one: _order(table, one)):
        choice = table.choices[row.id]
        if choice.choice == REJECT:
            deciding.reject(dossier, actor, row, choice.reason)
        elif row.clause_uid in table.own and row.act != amending.INSERT and not row.target_id:
            deciding.settle(dossier, actor, row, "accepted", choice.reason)
        else:
            deciding.accept(dossier, actor, row, choice.reason)
        done += 1
    for uid, words in table.own.items():
        _write(table, actor, uid, words)
    return done


def _order(table: Board, row: Amendment) -> tuple[Any, ...]:
    accepted = table.choice(row) == ACCEPT
    acts = {amending.INSERT: 0, amending.REPLACE: 1, amending.DELETE: 2}
    return (row.target_id is None, accepted, acts[row.act], row.number)


def _write(table: Board, actor: Actor, uid: str, words: str) -> None:
    """The lead city's own words; what was left open on the same words collides with them."""
    dossier = table.dossier
    clause = next(c for c in dossier.clauses if c.uid == uid)
    if clause.text != words:
        clauses.replace(dossier, actor, clause, clause.kind, words, clause.edit, "changed")
    chosen = [row for row in table.on(uid) if table.choice(row) == ACCEPT and row.act != amending.INSERT]
    for row in table.on(uid):
        if row.state == rules.OPEN and rules.outdated(row, clause):
            colliding.collide(dossier, actor, row, chosen[0] if chosen else None)


def _sign(row: Any, actor: Actor) -> None:
    row.person_id, row.mandate_id, row.at = actor.person_id, actor.mandate_id, clock.now()
    db.session.add(row)
    db.session.flush()
