"""Asking the full-text index of either engine: the newest documents that match, with how well they match."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, column, func, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSVECTOR

from forum.search.question import Question, as_fts, as_tsquery
from models import SearchDocument
from models.base import db
from models.search import FTS, WORDS

TITLE_WEIGHT = 8.0
COLUMNS = (SearchDocument.id, SearchDocument.kind, SearchDocument.country_iso2, SearchDocument.language, SearchDocument.at)
Conditions = Sequence[ColumnElement[bool]]


def newest(question: Question, conditions: Conditions, limit: int, any_word: bool = False) -> list[Any]:
    """Rows of (id, kind, country, language, at, weight), newest first; the higher the weight, the better the match."""
    sqlite = _is_sqlite()
    statement = _sqlite(as_fts(question, any_word)) if sqlite else _postgresql(as_tsquery(question, any_word))
    return list(db.session.execute(statement.where(*conditions).limit(limit)))


def in_titles(question: Question, conditions: Conditions, limit: int, prefix: str = "") -> list[Any]:
    """The same rows, of documents whose titles match; `prefix` is the beginning of one more word."""
    if _is_sqlite():
        parts = [as_fts(question)] if question else []
        parts += [f'"{prefix}" *'] if prefix else []
        statement = _sqlite(f"title_stems : ({' AND '.join(parts)})")
    else:
        parts = [as_tsquery(question, mark=":A")] if question else []
        parts += [f"'{prefix}':*A"] if prefix else []
        statement = _postgresql(" & ".join(parts))
    return list(db.session.execute(statement.where(*conditions).limit(limit)))


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _sqlite(expression: str) -> Any:
    """FTS5 walks its rows from the newest on and stops at the limit."""
    fts: Any = table(FTS, column("rowid", Integer))
    weight = literal_column(f"-bm25({FTS}, {TITLE_WEIGHT}, 1.0)").label("weight")
    joined = fts.join(SearchDocument.__table__, SearchDocument.id == fts.c.rowid)
    match = literal_column(FTS).op("MATCH")(bindparam(None, expression))
    return select(*COLUMNS, weight).select_from(joined).where(match).order_by(fts.c.rowid.desc())


def _postgresql(expression: str) -> Any:
    """The match alone is limited first; weighing all of them would cost more than finding them."""
    words: Any = literal_column(f"search_document.{WORDS}", TSVECTOR)
    query = func.to_tsquery(literal_column("'simple'::regconfig"), bindparam(None, expression))
    weight = func.ts_rank_cd(words, query, 1).label("weight")
    return select(*COLUMNS, weight).where(words.op("@@")(query)).order_by(SearchDocument.id.desc())
