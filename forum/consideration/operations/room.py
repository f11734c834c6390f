"""What members of a body do in its room: state a position, ask the sponsors, suggest words. The sponsors answer."""

import datetime as dt
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum import ledger
from forum.consideration.queries import room as reading
from forum.consideration.rules import room as rules
from forum.kit import clock
from forum.kit.database import changed_one, transaction
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations.case import Case
from models import Ask, BodyMember, BodyQuestion, Path, Position, Recommendation, WordingSuggestion
from models.base import db

AHEAD = dt.timedelta(days=1)


def state(actor: Any, seat: BodyMember, path: Path, row: Recommendation, stance: str, text: str) -> Position:
    """The position of a member; the one that stood before is kept beside it."""
    require(rules.can_speak(actor, seat, path))
    require(rules.good_position(stance, text))
    standing = reading.standing(path.id, seat.id)
    if standing and (standing.stance, standing.text) == (stance, text):
        return standing
    said = Position(path_id=path.id, member=seat, stance=stance, text=text, **_signed(actor))
    try:
        with db.session.begin_nested():
            if standing:
                standing.superseded_at = clock.now()
                db.session.flush()
            db.session.add(said)
    except IntegrityError:  # of two who speak for one member at once, one is told that the other has spoken
        raise Refused(refuse(_("Your member's position was changed meanwhile."), _("Read it, then decide anew."))) from None
    _note("body.position_stated", actor, path, row, stance=stance)
    return said


def ask(actor: Any, seat: BodyMember, path: Path, row: Recommendation, text: str, due_on: dt.date) -> BodyQuestion:
    """To the sponsors, who answer by a day."""
    require(rules.can_speak(actor, seat, path))
    require(rules.good_due_day(due_on))
    question = BodyQuestion(path_id=path.id, member=seat, text=text, due_on=due_on, **_signed(actor))
    db.session.add(question)
    db.session.flush()
    _about("recommendation.question_asked", actor, question, row)
    return question


def answer(case: Case, actor: Any, question: BodyQuestion, text: str) -> None:
    """For the lead city; the member who asked is told, and the room reads it."""
    require(rules.can_answer(case, actor, question))
    given = update(BodyQuestion).where(BodyQuestion.id == question.id, BodyQuestion.answered_at.is_(None))
    values = {"answer": text, "answered_by_id": actor.person_id, "answered_byline": actor.byline}
    if not changed_one(given.values(answered_at=clock.now(), **values)):
        raise Refused(refuse(_("This question is answered already.")))
    db.session.refresh(question)
    _about("recommendation.question_answered", actor, question, case.row, asker_id=question.person_id)


def suggest(
    actor: Any, seat: BodyMember, path: Path, row: Recommendation, of: Ask, text: str, reason: str = ""
) -> WordingSuggestion:
    """Other words for one ask, for the room; the text of the sponsors stays as it is."""
    require(rules.can_speak(actor, seat, path))
    if text.strip() == of.text.strip():
        raise Refused(refuse(_("These are the words as they stand."), _("Change them, then suggest.")))
    made = WordingSuggestion(path_id=path.id, ask_id=of.id, member=seat, text=text, reason=reason, **_signed(actor))
    db.session.add(made)
    db.session.flush()
    _note("body.wording_suggested", actor, path, row)
    return made


def withdraw(actor: Any, seat: BodyMember | None, path: Path, row: Recommendation, suggestion: WordingSuggestion) -> None:
    """It stays readable, marked as withdrawn."""
    require(rules.can_withdraw(actor, seat, path, suggestion))
    suggestion.withdrawn_at = clock.now()
    db.session.flush()
    _note("body.suggestion_withdrawn", actor, path, row)


def remind() -> None:
    """Runs on the clock: a question that nobody answered is spoken of once more on the day before it is due."""
    with transaction():
        due = select(BodyQuestion, Recommendation).join(Path, Path.id == BodyQuestion.path_id)
        due = due.join(Recommendation, Recommendation.id == Path.recommendation_id)
        due = due.where(BodyQuestion.answered_at.is_(None), BodyQuestion.reminded_at.is_(None))
        due = due.where(BodyQuestion.due_on <= clock.today() + AHEAD, BodyQuestion.at <= clock.now() - AHEAD)
        for question, row in db.session.execute(due):
            question.reminded_at = clock.now()
            db.session.flush()
            _about("recommendation.question_due", None, question, row)


def _signed(actor: Any) -> dict[str, Any]:
    return {"person_id": actor.person_id, "mandate_id": actor.mandate_id, "at": clock.now()}


def _note(verb: str, actor: Any, path: Path, row: Recommendation, **data: Any) -> None:
    """About the body, whose members alone read it: no page or list of the recommendation finds it."""
    told = {"path_id": path.id, "recommendation_id": row.id, **data}
    ledger.record(verb, actor, ("body", path.body_id), row.title, public=False, **told)


def _about(verb: str, actor: Any, question: BodyQuestion, row: Recommendation, **data: Any) -> None:
    subject = ("recommendation", row.id)
    told = {"question_id": question.id, "due_on": question.due_on.isoformat(), **data}
    ledger.record(verb, actor, subject, row.title, public=False, **told)
