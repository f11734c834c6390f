"""The languages in which a recommendation can be read, and what else stands beside its words."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Integer, cast, literal, null, select, union_all

from models import RecommendationText, RecommendationTheme
from models.base import db


@dataclass(frozen=True)
class Beside:
    """Themes, and for each other language the state of the text that it says."""

    themes: list[str] = field(default_factory=list)
    edits: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Spoken:
    """The recommendation in another language than it was written in."""

    language: str
    text: Any
    behind: bool  # the text has changed since


def beside(identity: int) -> Beside:
    """In one statement."""
    themes = select(literal("theme"), RecommendationTheme.theme, cast(null(), Integer)).filter_by(recommendation_id=identity)
    texts = select(literal("text"), RecommendationText.language, RecommendationText.edit).filter_by(
        recommendation_id=identity
    )
    rows: list[Any] = [tuple(row) for row in db.session.execute(union_all(themes, texts))]
    return Beside(
        sorted(value for kind, value, _edit in rows if kind == "theme"),
        {value: edit for kind, value, edit in sorted(rows, key=str) if kind == "text"},
    )


def text_in(identity: int, language: str) -> RecommendationText | None:
    return db.session.scalar(select(RecommendationText).filter_by(recommendation_id=identity, language=language))
