"""Answering a challenge with an experience or an offer, and closing it with what was used."""

from typing import Any

from forum import ledger
from forum.accounts.actor import Actor
from forum.exchange import queries, rules
from forum.exchange.operations import counts
from forum.kit import clock, markdown
from forum.kit.i18n import _
from forum.kit.verdict import refuse, require
from models import Answer, Challenge, ChallengeClosure, Experience
from models.base import db


def answer(actor: Actor, challenge: Challenge, text: str, experience: Experience | None = None) -> Answer:
    """A city answers with one of its experiences, or offers help in words."""
    used = {one.experience_id for one in queries.answers(challenge.id) if one.experience_id}
    require(rules.can_answer_with(challenge, experience, actor, used))
    given = experience.id if experience else None
    row = Answer(challenge_id=challenge.id, kind="experience" if given else "offer", experience_id=given, text=text)
    row.city_id, row.person_id, row.mandate_id = who(actor)
    row.html, row.at = markdown.render(text), clock.now()
    db.session.add(row)
    challenge.answer_count += 1
    db.session.flush()
    told: dict[str, Any] = {"answer_id": row.id, "experience_id": row.experience_id}
    ledger.record("challenge.answered", actor, ("contribution", challenge.id), challenge.title, public=True, **told)
    return row


def close(actor: Actor, challenge: Challenge, text: str, used: list[int]) -> ChallengeClosure:
    """The asking city says what it used; those whose answers were used hear of it."""
    require(rules.can_close(challenge, actor))
    answers = [one for one in queries.answers(challenge.id) if one.id in used]
    if len(answers) != len(set(used)):
        require(refuse(_("One of these answers does not belong to this challenge."), _("Choose again.")))
    row = ChallengeClosure(challenge_id=challenge.id, text=text, html=markdown.render(text), at=clock.now())
    _city, row.person_id, row.mandate_id = who(actor)
    row.used_answers = [one.id for one in answers]
    counts.remove(challenge)
    challenge.closed = True
    counts.add(challenge)
    db.session.add(row)
    db.session.flush()
    helpers = [one.person_id for one in answers]
    ledger.record("challenge.closed", actor, ("contribution", challenge.id), challenge.title, public=True, helpers=helpers)
    return row


def who(actor: Actor) -> tuple[int, int, int]:
    assert actor.city_id and actor.person_id and actor.mandate_id
    return actor.city_id, actor.person_id, actor.mandate_id
