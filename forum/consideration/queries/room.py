"""The room of a body: what is before it, and what its members said of it."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import joinedload

from forum.consideration.rules.room import BEFORE
from forum.kit.numbers import number
from forum.kit.paging import Page, keyset
from forum.recommendations.queries import queue
from forum.recommendations.queries.recommendations import HEADS
from models import Ask, Body, BodyMember, BodyQuestion, Path, Position, Recommendation, WordingSuggestion
from models.base import db

LOADS = (joinedload(Path.session), joinedload(Path.agenda_item), joinedload(Path.body))
OPEN, MINE = "open", "mine"  # with unanswered questions; without a position of ours
MOST = 200  # recommendations in one table


@dataclass
class Talk:
    """What was said in the room of some recommendations, by path; of positions those that stand."""

    positions: dict[int, dict[int, Position]] = field(default_factory=dict)  # path -> member -> position
    older: list[Position] = field(default_factory=list)
    questions: dict[int, list[BodyQuestion]] = field(default_factory=dict)
    suggestions: dict[int, list[WordingSuggestion]] = field(default_factory=dict)


def _before(actor: Any, body: Body, stages: tuple[str, ...]) -> Any:
    """Paths to a body with their recommendations, without those in which this person has an interest."""
    return (
        select(Path, Recommendation)
        .join(Recommendation, Recommendation.id == Path.recommendation_id)
        .where(Path.body_id == body.id, Path.stage.in_(stages), queue.impartial(actor))
        .options(*LOADS, *HEADS)
    )


def listing(actor: Any, body: Body, chosen: dict[str, str], seat: BodyMember | None, after: str | None) -> Page:
    """What is before the body, the newest first, as chosen: of one session, with open questions, without our position."""
    statement = _before(actor, body, BEFORE)
    if session_id := session_of(chosen.get("session", "")):
        statement = statement.where(Path.session_id == session_id)
    if chosen.get("show") == OPEN:
        unanswered = (BodyQuestion.path_id == Path.id, BodyQuestion.answered_at.is_(None))
        statement = statement.where(exists().where(*unanswered))
    if chosen.get("show") == MINE and seat:
        ours = (Position.path_id == Path.id, Position.member_id == seat.id, Position.superseded_at.is_(None))
        statement = statement.where(~exists().where(*ours))
    return keyset(statement, [Path.id], after, row=lambda row: [row[0].id])


def session_of(written: str) -> int | None:
    """The number in the address, where it is one that a row can have."""
    return number(written)


def counts(actor: Any, body: Body, seat: BodyMember | None) -> dict[str, int]:
    """All, with open questions, without our position; one statement."""
    unanswered = exists().where(BodyQuestion.path_id == Path.id, BodyQuestion.answered_at.is_(None))
    ours = exists().where(
        Position.path_id == Path.id, Position.member_id == (seat.id if seat else 0), Position.superseded_at.is_(None)
    )
    found = db.session.execute(
        select(func.count(), func.count().filter(unanswered), func.count().filter(~ours))
        .select_from(Path)
        .join(Recommendation, Recommendation.id == Path.recommendation_id)
        .where(Path.body_id == body.id, Path.stage.in_(BEFORE), queue.impartial(actor))
    ).one()
    return {"": found[0], OPEN: found[1], MINE: found[2]}


def find(actor: Any, body: Body, path_id: int) -> tuple[Path, Recommendation] | None:
    """One that is or was before the body; never for those who have an interest in it."""
    statement = _before(actor, body, (*BEFORE, "answered")).where(Path.id == path_id)
    found = db.session.execute(statement).first()
    return (found[0], found[1]) if found else None


def asks(recommendation_id: int) -> list[Ask]:
    return list(db.session.scalars(select(Ask).filter_by(recommendation_id=recommendation_id).order_by(Ask.number)))


def table(actor: Any, body: Body, session_id: int | None) -> list[tuple[Path, Recommendation]]:
    """All that is before the body, or before one session, in the order of the agenda."""
    statement = _before(actor, body, BEFORE)
    if session_id:
        statement = statement.where(Path.session_id == session_id)
    return [(path, row) for path, row in db.session.execute(statement.order_by(Path.session_id, Path.id).limit(MOST))]


def talk(paths: list[int], older: bool = False) -> Talk:
    """Three statements however many paths; `older` positions are those that newer ones replaced."""
    found = Talk()
    said = select(Position).where(Position.path_id.in_(paths)).options(joinedload(Position.member))
    if not older:
        said = said.where(Position.superseded_at.is_(None))
    for row in db.session.scalars(said.order_by(Position.id)):
        if row.superseded_at:
            found.older.append(row)
        else:
            found.positions.setdefault(row.path_id, {})[row.member_id] = row
    for question in db.session.scalars(_of(BodyQuestion, paths)):
        found.questions.setdefault(question.path_id, []).append(question)
    for suggestion in db.session.scalars(_of(WordingSuggestion, paths)):
        found.suggestions.setdefault(suggestion.path_id, []).append(suggestion)
    return found


def _of(model: Any, paths: list[int]) -> Any:
    return select(model).where(model.path_id.in_(paths)).options(joinedload(model.member)).order_by(model.id)


def standing(path_id: int, member_id: int) -> Position | None:
    statement = select(Position).filter_by(path_id=path_id, member_id=member_id).where(Position.superseded_at.is_(None))
    return db.session.scalar(statement)


def questions_of(recommendation_id: int) -> list[tuple[BodyQuestion, Path]]:
    """Put to the sponsors by members of any body, oldest first, with the path on which each was asked."""
    statement = (
        select(BodyQuestion, Path)
        .join(Path, Path.id == BodyQuestion.path_id)
        .where(Path.recommendation_id == recommendation_id)
        .options(joinedload(BodyQuestion.member), joinedload(Path.body))
        .order_by(BodyQuestion.id)
    )
    return [(question, path) for question, path in db.session.execute(statement)]


def open_to(city_id: int, limit: int) -> list[tuple[BodyQuestion, Recommendation, Body]]:
    """Unanswered questions about recommendations that this city leads, the first due first."""
    statement = (
        select(BodyQuestion, Recommendation, Body)
        .join(Path, Path.id == BodyQuestion.path_id)
        .join(Recommendation, Recommendation.id == Path.recommendation_id)
        .join(Body, Body.id == Path.body_id)
        .where(Recommendation.lead_city_id == city_id, BodyQuestion.answered_at.is_(None))
        .options(joinedload(BodyQuestion.member))
        .order_by(BodyQuestion.due_on, BodyQuestion.id)
        .limit(limit)
    )
    return [(question, row, body) for question, row, body in db.session.execute(statement)]


def without_position(actor: Any, body_id: int, organisation: str, limit: int) -> list[tuple[Path, Recommendation]]:
    """Before a body, of which the member of this name has said nothing yet; nothing for observers; one statement."""
    ours = exists().where(Position.path_id == Path.id, Position.member_id == BodyMember.id, Position.superseded_at.is_(None))
    name = func.lower(BodyMember.name) == organisation.strip().lower()
    member = and_(BodyMember.body_id == Path.body_id, name, BodyMember.kind != "observer")
    statement = (
        select(Path, Recommendation)
        .join(Recommendation, Recommendation.id == Path.recommendation_id)
        .join(BodyMember, member)
        .where(Path.body_id == body_id, Path.stage.in_(BEFORE), queue.impartial(actor), ~ours)
        .options(*LOADS, *HEADS)
        .order_by(Path.id)
        .limit(limit)
    )
    return [(path, row) for path, row in db.session.execute(statement)]
