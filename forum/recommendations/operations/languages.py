"""Saying the same recommendation in another language."""

from dataclasses import dataclass
from typing import Any

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.markdown import render
from forum.kit.verdict import Conflict, Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import record
from forum.recommendations.operations.wording import together
from forum.recommendations.queries.languages import text_in
from models import RecommendationText
from models.base import db


@dataclass(frozen=True)
class TextWords:
    """The words in one language; `asks` by the id of the ask that they say."""

    title: str
    asks: dict[int, str]
    why: str
    costs: str = ""


def say(case: Case, actor: Any, language: str, words: TextWords, seen: str | None = None) -> RecommendationText:
    """Write or change it. `seen` is the moment of the words that the writer found; others since then are a conflict."""
    require(rules.can_translate(case, actor))
    if language == case.row.language:
        raise Refused(refuse(_("The recommendation is written in this language."), _("Change its text instead.")))
    row = text_in(case.id, language)
    if row is not None and seen is not None and seen != row.at.isoformat():
        verdict = refuse(
            _("Somebody else saved another text while you were writing."), _("Compare both, then save yours again.")
        )
        raise Conflict(verdict, together(row.title, _in_order(case, row.asks), row.why), _mine(case, words))
    if row is None:
        row = RecommendationText(recommendation_id=case.id, language=language)
        db.session.add(row)
    row.title, row.why, row.why_html, row.costs = words.title, words.why, render(words.why), words.costs
    row.asks = {str(ask.id): words.asks.get(ask.id, "") for ask in case.asks}
    row.edit, row.at = case.row.edit, clock.now()
    row.person_id, row.mandate_id = actor.person_id, actor.mandate_id
    db.session.flush()
    record(case, "translated", actor, language=language)
    return row


def _in_order(case: Case, asks: dict[str, str]) -> str:
    return "\n".join(asks.get(str(ask.id), "") for ask in case.asks)


def _mine(case: Case, words: TextWords) -> str:
    return together(words.title, _in_order(case, {str(key): text for key, text in words.asks.items()}), words.why)
