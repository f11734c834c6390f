"""What is to be found of a recommendation: what it asks, and what bodies answered where everybody may read it.

Nothing else of the desk or of a room is read here, so nothing else can come into the index.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from forum.kit.speaking import speaking
from forum.recommendations.asks import joined
from forum.recommendations.words import answer_sentence
from forum.reporting.queries.stories import told
from forum.reporting.stories import Way
from models import Ask, Disposition, Path, Recommendation
from models.base import db


def texts(rows: Sequence[Recommendation]) -> dict[int, str]:
    """The words of these, in two statements; the answers are those that stand."""
    ids = [row.id for row in rows]
    asks: dict[int, list[Ask]] = {}
    for ask in db.session.scalars(select(Ask).where(Ask.recommendation_id.in_(ids)).order_by(Ask.number)):
        asks.setdefault(ask.recommendation_id, []).append(ask)
    found = {}
    for story in told(rows, sources=False, aftermath=False):
        row, of_it = story.row, asks.get(story.row.id, [])
        with speaking(row.language):
            parts = [joined(of_it, row.language) if of_it else row.asked]
            parts += [ask.of_whom for ask in of_it if ask.of_whom]
            parts += [row.why, *_answers(story.ways, {ask.id: ask.number for ask in of_it})]
        found[row.id] = "\n".join(part for part in parts if part)
    return found


def answered_by(body_id: int) -> list[int]:
    """The recommendations that this body has answered."""
    statement = select(Disposition.recommendation_id).join(Path, Path.id == Disposition.path_id)
    statement = statement.where(Path.body_id == body_id, Disposition.superseded_at.is_(None)).distinct()
    return sorted(db.session.scalars(statement))


def _answers(ways: Iterable[Way], numbers: dict[int, int]) -> list[str]:
    """In the order of the paths and of the asks, so that an index written anew holds the same."""
    lines = []
    for way in ways:
        for answer in sorted(way.answers, key=lambda one: (numbers.get(one.ask_id or 0, 0), one.id)):
            lines.append(_line(way, answer))
    return lines


def _line(way: Way, answer: Disposition) -> str:
    """The verb, where the report says it, and the words as they were entered."""
    where = ", ".join(filter(None, [answer_sentence(way.path.body, answer), answer.symbol, answer.paragraph]))
    return "\n".join(filter(None, [where, answer.text, answer.reason]))
