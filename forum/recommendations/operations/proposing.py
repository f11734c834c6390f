"""We edit, you confirm: staff propose other words for a field, and they stand only when the lead sponsor accepts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, update

from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from forum.recommendations import fields, rules
from forum.recommendations.asks import AskWords
from forum.recommendations.case import Case
from forum.recommendations.operations import drafting, wording
from forum.recommendations.operations.record import record, sign
from forum.recommendations.operations.wording import Words
from models import Recommendation, WordingProposal
from models.base import db
from models.recommendation import Stage

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Answer:
    """What the mayor says to one proposal, with a word for those who made it."""

    accepts: bool
    word: str = ""


def words_of(case: Case, field: str) -> str:
    """The words of a field as they are stored; of an ask those after its verb."""
    ask = next((ask for ask in case.asks if fields.ask_key(ask) == field), None)
    return ask.text if ask else str(getattr(case.row, field)) if field in fields.WORDED else ""


def propose(case: Case, actor: Any, field: str, text: str, reason: str) -> WordingProposal:
    """Other words for one field; one proposal waits for each field, so that nobody has to choose between two."""
    require(rules.can_propose_wording(case, actor))
    if field not in fields.worded(case):
        raise Refused(refuse(_("The text has no such field."), _("Choose another field.")))
    if field == "title" and (len(text) > LONGEST_TITLE or "\n" in text):
        raise Refused(refuse(_("A title is one line of at most 200 characters."), _("Make it shorter.")))
    if not text.strip() and field != "costs":
        raise Refused(refuse(_("This field cannot be empty."), _("Write the words that you propose.")))
    before = words_of(case, field)
    if text == before:
        raise Refused(refuse(_("These are the words that stand."), _("Change them, or leave the field as it is.")))
    _one_at_a_time(case, field, text)
    row = WordingProposal(
        recommendation_id=case.id,
        field=field,
        before=before,
        text=text,
        reason=reason,
        edit=case.row.edit,
        state="proposed",
        person_id=actor.person_id,
        at=clock.now(),
        answer="",
        decided_byline="",
    )
    db.session.add(row)
    db.session.flush()
    record(case, "wording_proposed", actor, field=field)
    return row


def withdraw(case: Case, actor: Any, proposal: WordingProposal) -> None:
    """An editor takes it back before it was answered."""
    require(rules.can_propose_wording(case, actor))
    _decide(proposal, "withdrawn", actor, "")
    record(case, "wording_withdrawn", actor, field=proposal.field)


def answer(case: Case, actor: Any, proposals: Sequence[WordingProposal], answers: Mapping[int, Answer]) -> None:
    """The mayor accepts or refuses; all that is accepted becomes one new state of the text, and all or nothing is done."""
    require(rules.can_decide_wording(case, actor))
    given = [(proposal, answers[proposal.id]) for proposal in proposals if proposal.id in answers]
    if not given:
        raise Refused(refuse(_("Nothing was answered."), _("Accept or refuse at least one proposal.")))
    for proposal, said in given:
        require(rules.can_decide_wording(case, actor, proposal))
        _decide(proposal, "accepted" if said.accepts else "refused", actor, said.word)
    accepted = [proposal for proposal, said in given if said.accepts]
    if accepted:
        _write(case, actor, accepted)
    record(case, "wording_answered", actor, proposal_ids=[proposal.id for proposal, _said in given])


def _one_at_a_time(case: Case, field: str, text: str) -> None:
    db.session.execute(select(Recommendation.id).filter_by(id=case.id).with_for_update())
    waiting = select(WordingProposal.text).filter_by(recommendation_id=case.id, field=field, state="proposed")
    theirs = db.session.scalar(waiting.limit(1))
    if theirs is not None:
        sentence = _("Other words for this field wait for the sponsors already.")
        raise Conflict(refuse(sentence, _("Compare both; withdraw the other proposal if yours shall stand.")), theirs, text)


def _decide(proposal: WordingProposal, state: str, actor: Any, word: str) -> None:
    as_seen = update(WordingProposal).where(WordingProposal.id == proposal.id, WordingProposal.state == "proposed")
    values = {"state": state, "decided_by_id": actor.person_id, "decided_byline": actor.byline, "answer": word}
    db.session.flush()
    if not changed_one(as_seen.values(decided_at=clock.now(), **values)):
        raise Refused(refuse(_("Somebody else answered this a moment ago."), _("Reload the page to see the answer.")))
    db.session.refresh(proposal, ["state", "answer", "decided_by_id", "decided_byline", "decided_at"])


def _write(case: Case, actor: Any, accepted: Sequence[WordingProposal]) -> None:
    for proposal in accepted:
        stands = words_of(case, proposal.field)
        if stands != proposal.before:
            sentence = _("The text has moved on since this wording was proposed.")
            raise Conflict(refuse(sentence, _("Refuse it with a word; the secretariat proposes it anew.")), stands,
                           proposal.text)  # fmt: skip
    words = _with(case, {proposal.field: proposal.text for proposal in accepted})
    row = case.row
    as_seen = update(Recommendation).where(
        Recommendation.id == row.id, Recommendation.edit == row.edit, Recommendation.turn == row.turn
    )  # the turn, since nothing may be decided on the old words at this moment
    if not changed_one(as_seen.values(edit=row.edit + 1)):
        raise Refused(refuse(_("Somebody else changed the text a moment ago."), _("Reload the page, then answer again.")))
    drafting.replace(case, actor, words)
    if case.lead:
        sign(case.lead, actor, "agreed", row.edit)
    db.session.flush()
    _ask_the_others_again(case, actor)


def _ask_the_others_again(case: Case, actor: Any) -> None:
    """At once, unless the text goes on changing: then they are asked when it is submitted again."""
    again = [sponsor.city_id for sponsor in case.to_ask_again]
    if again and case.stage != Stage.RETURNED:
        record(case, "sponsor_invited", actor, invited_city_id=again)


def _with(case: Case, changed: Mapping[str, str]) -> Words:
    """The text that stands, with other words in these fields."""
    asks = [AskWords(changed.get(fields.ask_key(ask), ask.text), ask.verb, ask.of_whom, ask.id) for ask in case.asks]
    row = case.row
    standing = Words(
        row.title,
        asks,
        row.why,
        [one.body for one in case.addressees],
        row.costs,
        tuple(wording.themes_of(case.id)),
        row.language,
    )
    worded: dict[str, Any] = {field: text for field, text in changed.items() if field in fields.WORDED}
    return replace(standing, **worded)
