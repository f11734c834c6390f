"""One row for each thing that can be found, and beside it the full-text index of each engine over the same stems.

The index is no table of the models: SQLite keeps it in an FTS5 table that triggers follow, PostgreSQL in a generated column.
"""

from typing import Any

from sqlalchemy import DDL, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, When

FTS = "search_index"
WORDS = "words"  # PostgreSQL's generated column, and the GIN index over it below
GIN = "ix_search_document_words"

SQLITE_TRIGGERS = {
    "search_document_added": f"""AFTER INSERT ON search_document BEGIN
      INSERT INTO {FTS}(rowid, title_stems, stems) VALUES (new.id, new.title_stems, new.stems); END""",
    "search_document_removed": f"""AFTER DELETE ON search_document BEGIN
      INSERT INTO {FTS}({FTS}, rowid, title_stems, stems) VALUES ('delete', old.id, old.title_stems, old.stems); END""",
    "search_document_changed": f"""AFTER UPDATE OF title_stems, stems ON search_document BEGIN
      INSERT INTO {FTS}({FTS}, rowid, title_stems, stems) VALUES ('delete', old.id, old.title_stems, old.stems);
      INSERT INTO {FTS}(rowid, title_stems, stems) VALUES (new.id, new.title_stems, new.stems); END""",
}
SQLITE = (
    f"""CREATE VIRTUAL TABLE {FTS} USING fts5(title_stems, stems, content='search_document', content_rowid='id',
      tokenize='unicode61 remove_diacritics 2')""",
    *(f"CREATE TRIGGER {name} {body}" for name, body in SQLITE_TRIGGERS.items()),
)
POSTGRESQL = (
    f"""ALTER TABLE search_document ADD COLUMN {WORDS} tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('simple'::regconfig, title_stems), 'A') ||
      setweight(to_tsvector('simple'::regconfig, stems), 'D')) STORED""",
    f"CREATE INDEX {GIN} ON search_document USING gin ({WORDS})",
)


class SearchDocument(Base):
    """`public` ones are for everybody; the others for whoever may see the thing named by `scope_kind` and `scope_id`."""

    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("kind", "thing_id"),
        Index("ix_search_document_scope", "scope_kind", "scope_id"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(30))  # experience | challenge | declaration | recommendation | city | comment
    thing_id: Mapped[int]
    url: Mapped[Line]
    title: Mapped[Line]
    text: Mapped[str] = mapped_column(Text)
    title_stems: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    country_iso2: Mapped[str | None] = mapped_column(String(2))
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    audience: Mapped[str] = mapped_column(String(30), default="public")  # public | parties
    scope_kind: Mapped[str] = mapped_column(String(30))  # contribution | declaration | recommendation | city
    scope_id: Mapped[int]
    at: Mapped[When]

    city = relationship("City", lazy="raise_on_sql")


def in_models(_object: Any, name: str | None, kind: str, reflected: bool, _other: Any) -> bool:
    """For Alembic: everything but the full-text index, which a migration of its own makes."""
    name = name or ""
    if kind == "table" and reflected:
        return not name.startswith(FTS)
    return not (kind in ("column", "index") and reflected and name in (WORDS, GIN))


def _with_the_table(when: str, statement: str, dialect: str) -> None:
    event.listen(SearchDocument.__table__, when, DDL(statement.replace("%", "%%")).execute_if(dialect=dialect))


for _statement in SQLITE:
    _with_the_table("after_create", _statement, "sqlite")
for _statement in POSTGRESQL:
    _with_the_table("after_create", _statement, "postgresql")
_with_the_table("before_drop", f"DROP TABLE IF EXISTS {FTS}", "sqlite")
