"""Asking the full-text index of either engine: the newest documents that match, with how well they match."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    Integer,
    String,
    bindparam,
    case,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from forum.kit import clock
from forum.kit.database import read
from forum.search.question import Question, as_fts, as_tsquery
from models import SearchDocument
from models.base import db
from models.search import FTS, WORDS

TITLE_WEIGHT = 8.0
TALK_WEIGHT = 0.6  # of a comment, beside a thing
COLUMNS = (SearchDocument.id, SearchDocument.kind, SearchDocument.country_iso2, SearchDocument.language)
Conditions = Sequence[ColumnElement[bool]]


def newest(question: Question, conditions: Conditions, limit: int, any_word: bool = False) -> list[Any]:
    """Rows of (id, kind, country, language, weight), newest first; the higher the weight, the better the match."""
    sqlite = _is_sqlite()
    expression = as_fts(question, any_word) if sqlite else as_tsquery(question, any_word)
    return read(_matching(sqlite, clock.today(), tuple(conditions), limit), {"expression": expression})


def in_titles(question: Question, conditions: Conditions, limit: int, prefix: str = "") -> list[Any]:
    """The same rows, of documents whose titles match; `prefix` is the beginning of one more word."""
    sqlite = _is_sqlite()
    if sqlite:
        parts = [as_fts(question)] if question else []
        parts += [f'"{prefix}" *'] if prefix else []
        expression = f"title_stems : ({' AND '.join(parts)})"
    else:
        parts = [as_tsquery(question, mark=":A")] if question else []
        parts += [f"'{prefix}':*A"] if prefix else []
        expression = " & ".join(parts)
    return read(_matching(sqlite, clock.today(), tuple(conditions), limit), {"expression": expression})


@lru_cache(256)
def _matching(sqlite: bool, day: dt.date, conditions: tuple[ColumnElement[bool], ...], limit: int) -> Any:
    """The statement, made once a day for a reader."""
    return (_sqlite(day) if sqlite else _postgresql(day)).where(*conditions).limit(limit)


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _sqlite(day: dt.date) -> Any:
    """FTS5 walks its rows from the newest on and stops at the limit."""
    fts: Any = table(FTS, column("rowid", Integer))
    match_weight = literal_column(f"-bm25({FTS}, {TITLE_WEIGHT}, 1.0)", Float)
    days = func.julianday(day.isoformat()) - func.julianday(SearchDocument.at)
    joined = fts.join(SearchDocument.__table__, SearchDocument.id == fts.c.rowid)
    match = literal_column(FTS).op("MATCH")(bindparam("expression", type_=String))
    return select(*COLUMNS, _weight(match_weight, days)).select_from(joined).where(match).order_by(fts.c.rowid.desc())


def _postgresql(day: dt.date) -> Any:
    """The match alone is limited first; weighing all of them would cost more than finding them."""
    words: Any = literal_column(f"search_document.{WORDS}", TSVECTOR)
    query = func.to_tsquery(literal_column("'simple'::regconfig"), bindparam("expression", type_=String))
    days = func.extract("epoch", literal(day, Date) - SearchDocument.at) / 86400
    weight = _weight(func.ts_rank_cd(words, query, 1), days)
    return select(*COLUMNS, weight).where(words.op("@@")(query)).order_by(SearchDocument.id.desc())


def _weight(match: Any, days: Any) -> Any:
    """Newer ones a little before older ones, things before talk. The same all day, so that pages fit together."""
    talk = case((SearchDocument.kind == "comment", TALK_WEIGHT), else_=1.0)
    return (match * talk * (1 + 0.5 / (1 + func.abs(days) / 365.0))).label("weight")
