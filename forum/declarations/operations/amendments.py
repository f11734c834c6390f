"""Amendments: a city proposes other words for a clause or for an amendment, and others stand behind it or not."""

from collections.abc import Sequence
from typing import Any

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import colliding
from forum.declarations.operations.deciding import settle
from forum.declarations.operations.record import record, record_amendment
from forum.declarations.queries import amendments as reading
from forum.declarations.rules import amendments as rules
from forum.declarations.rules import drafting
from forum.declarations.text import amending
from forum.kit import clock
from forum.kit.canonical import canonical_text
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Amendment, AmendmentSponsor, City, Clause, SponsorAnswer, SponsorRequest
from models.base import db

ACTS = (amending.REPLACE, amending.INSERT, amending.DELETE)


def propose(
    dossier: Dossier, actor: Actor, clause: Clause, act: str, words: str, reason: str, asked: Sequence[City] = ()
) -> Amendment:
    """`act` is one of ACTS; the words as they stand are kept as what it was written against. `asked` may sponsor it."""
    require(drafting.can_propose(dossier, actor))
    words = "" if act == amending.DELETE else canonical_text(words)
    if act == amending.REPLACE:
        colliding.require_change(clause.text, words)
    row = Amendment(clause_uid=clause.uid, clause_edit=clause.edit, act=act, base_text=clause.text, text=words)
    row.version_id = dossier.version.id if dossier.version else None
    return _enter(dossier, actor, row, reason, asked)


def amend(
    dossier: Dossier, actor: Actor, target: Amendment, words: str, reason: str, asked: Sequence[City] = ()
) -> Amendment:
    """Other words for the words of an open amendment."""
    require(rules.can_amend(dossier, actor, target))
    words = canonical_text(words)
    colliding.require_change(target.text, words)
    row = Amendment(clause_uid=target.clause_uid, act=amending.REPLACE, base_text=target.text, text=words)
    row.target_id, row.target_edit, row.clause_edit = target.id, target.edit, target.clause_edit
    return _enter(dossier, actor, row, reason, asked, target_city_id=target.city_id)


def _enter(dossier: Dossier, actor: Actor, row: Amendment, reason: str, asked: Sequence[City], **data: Any) -> Amendment:
    row.declaration_id, row.number, row.reason = dossier.id, reading.next_number(dossier.id), reason
    row.state, row.edit, row.at = rules.OPEN, 1, clock.now()
    who: Any = actor
    row.city_id, row.person_id, row.mandate_id = who.city_id, who.person_id, who.mandate_id
    db.session.add(row)
    db.session.flush()
    colliding.keep_wording(row, actor, "proposed")
    record(dossier, "amendment_proposed", actor, amendment_id=row.id, number=row.number, uid=row.clause_uid, **data)
    if asked:
        ask(dossier, actor, row, asked)
    return row


def ask(dossier: Dossier, actor: Actor, amendment: Amendment, cities: Sequence[City]) -> None:
    """The proposing city asks others to sponsor it; each of them answers for itself."""
    require(rules.can_ask(dossier, actor, amendment))
    known = {row.city_id for row in reading.requests(amendment.id)}
    known |= {city.id for city in reading.sponsors(amendment.id)[amendment.id]}
    for city in cities:
        require(rules.can_be_asked(dossier, amendment, city, known))
        row: Any = SponsorRequest(amendment_id=amendment.id, city_id=city.id, at=clock.now())
        row.person_id, row.mandate_id = actor.person_id, actor.mandate_id
        db.session.add(row)
        known.add(city.id)
    db.session.flush()
    record_amendment(dossier, "sponsors_asked", actor, amendment, asked_city_ids=[city.id for city in cities])


def answer(dossier: Dossier, actor: Actor, amendment: Amendment, agrees: bool, reason: str = "") -> None:
    """A city that was asked accepts or declines."""
    request = reading.unanswered(amendment.id, actor.city_id)
    require(rules.can_answer(dossier, actor, amendment, {request.city_id} if request else ()))
    assert request is not None
    word = "agreed" if agrees else "declined"
    row: Any = SponsorAnswer(request_id=request.id, answer=word, reason=reason[:500], at=clock.now())
    row.person_id, row.mandate_id = actor.person_id, actor.mandate_id
    db.session.add(row)
    db.session.flush()
    if agrees:
        _sponsor(dossier, actor, amendment)
    else:
        record_amendment(dossier, "sponsor_declined", actor, amendment, proposer_city_id=amendment.city_id)


def co_sponsor(dossier: Dossier, actor: Actor, amendment: Amendment) -> None:
    """A city offers itself; where it was asked this is its answer."""
    sponsors = {city.id for city in reading.sponsors(amendment.id)[amendment.id]}
    require(rules.can_co_sponsor(dossier, actor, amendment, sponsors))
    if reading.unanswered(amendment.id, actor.city_id):
        return answer(dossier, actor, amendment, True)
    _sponsor(dossier, actor, amendment)


def _sponsor(dossier: Dossier, actor: Actor, amendment: Amendment) -> None:
    who: Any = {"city_id": actor.city_id, "mandate_id": actor.mandate_id, "at": clock.now()}
    known = {city.id for city in reading.sponsors(amendment.id)[amendment.id]}
    if actor.city_id in known:
        raise Refused(refuse(_("Your city sponsors this amendment already.")))
    db.session.add(AmendmentSponsor(amendment_id=amendment.id, **who))
    db.session.flush()
    data = {"amendment_id": amendment.id, "number": amendment.number, "proposer_id": amendment.person_id}
    record(dossier, "amendment_sponsored", actor, **data)


def withdraw(dossier: Dossier, actor: Actor, amendment: Amendment) -> None:
    require(rules.can_withdraw(dossier, actor, amendment))
    colliding.answer(amendment, actor, "withdrawn")
    settle(dossier, actor, amendment, "withdrawn", "")
