"""The words of a recommendation as they are stored: its fields, its numbered asks, its bodies and its themes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from forum.kit.i18n import _
from forum.kit.markdown import render
from forum.kit.verdict import Refused, refuse
from forum.recommendations import asks as asking
from forum.recommendations.asks import MOST_ASKS, AskWords
from forum.recommendations.case import Case
from models import Addressee, Ask, Body, RecommendationTheme
from models.base import db


@dataclass(frozen=True)
class Words:
    """The text of a recommendation as its writers give it; the first of the bodies is the one that it is listed under."""

    title: str
    asks: list[AskWords]
    why: str
    bodies: list[Body]
    costs: str = ""
    themes: tuple[str, ...] = ()
    language: str = "en"

    @classmethod
    def plain(cls, title: str, asked: str, why: str, body: Body, language: str = "en") -> "Words":
        """One thing asked of one body."""
        return cls(title, [AskWords(asked)], why, [body], language=language)


def together(*parts: str) -> str:
    """Several fields as one text, to be laid beside another one."""
    return "\n\n".join(part for part in parts if part)


def kept(words: Words) -> dict[str, Any]:
    """The columns of the row that hold them."""
    asked = asking.joined(words.asks, words.language)
    return {
        "title": words.title,
        "language": words.language,
        "body": words.bodies[0],
        "asked": asked,
        "asked_html": render(asked),
        "why": words.why,
        "why_html": render(words.why),
        "costs": words.costs,
        "costs_html": render(words.costs) if words.costs else "",
    }


def stands(case: Case, words: Words) -> bool:
    """Whether these words are the ones that stand: saving them asks nobody to agree again."""
    row = case.row
    return (
        (row.title, row.why, row.costs, row.language) == (words.title, words.why, words.costs, words.language)
        and [(ask.verb, ask.text, ask.of_whom) for ask in case.asks] == [(a.verb, a.text, a.of_whom) for a in words.asks]
        and [one.body_id for one in case.addressees] == [body.id for body in words.bodies]
        and themes_of(case.id) == sorted(words.themes)
    )


def themes_of(identity: int) -> list[str]:
    statement = select(RecommendationTheme.theme).filter_by(recommendation_id=identity)
    return list(db.session.scalars(statement.order_by(RecommendationTheme.theme)))


def put(case: Case, words: Words) -> None:
    """Bring the rows of asks, bodies and themes to these words; an ask that is named by its id keeps it."""
    if not words.asks or not words.bodies:
        raise Refused(
            refuse(_("A recommendation asks something of a body."), _("Write at least one ask and choose a body."))
        )
    if len(words.asks) > MOST_ASKS:
        raise Refused(refuse(_("A recommendation has at most 12 asks."), _("Join some, or write another recommendation.")))
    _put_asks(case, words)
    _put_bodies(case, words.bodies)
    _put_themes(case, words.themes)


def _put_asks(case: Case, words: Words) -> None:
    known: dict[int | None, Ask] = {ask.id: ask for ask in case.asks}
    rows = [known.pop(one.id) if one.id in known else Ask(recommendation_id=case.id) for one in words.asks]
    for row in known.values():
        db.session.delete(row)
    for place, row in enumerate(case.asks):
        row.number = -1 - place  # out of the way: two never share a number, not even in between
    db.session.flush()
    for number, (row, one) in enumerate(zip(rows, words.asks, strict=True), 1):
        row.number, row.verb, row.text, row.of_whom = number, one.verb, one.text, one.of_whom
        row.html = render(asking.sentence(one.verb, one.text, words.language))
        db.session.add(row)
    db.session.flush()
    case.asks = rows


def _put_bodies(case: Case, bodies: list[Body]) -> None:
    known = {row.body_id: row for row in case.addressees}
    case.addressees = [
        known.pop(body.id) if body.id in known else Addressee(recommendation_id=case.id, body=body) for body in bodies
    ]
    for row in known.values():
        db.session.delete(row)
    for position, row in enumerate(case.addressees, 1):
        row.position = position
        db.session.add(row)
    db.session.flush()


def _put_themes(case: Case, themes: tuple[str, ...]) -> None:
    rows = db.session.scalars(select(RecommendationTheme).filter_by(recommendation_id=case.id))
    known = {row.theme: row for row in rows}
    for theme in sorted(set(themes) - set(known)):
        db.session.add(RecommendationTheme(recommendation_id=case.id, theme=theme))
    for theme in set(known) - set(themes):
        db.session.delete(known[theme])
    db.session.flush()
