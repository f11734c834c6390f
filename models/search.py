"""One row for each thing that can be found; the full-text index beside it belongs to the search feature."""

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Line, When


class SearchDocument(Base):
    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("kind", "thing_id"),
        Index("ix_search_document_facets", "audience", "kind", "id"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(30))  # experience | challenge | declaration | recommendation | city | comment
    thing_id: Mapped[int]
    url: Mapped[Line]
    title: Mapped[Line]
    text: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    country_iso2: Mapped[str | None] = mapped_column(String(2))
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    audience: Mapped[str] = mapped_column(
        String(30), default="public"
    )  # public | cities | group:<declaration> | sponsors:<id>
    at: Mapped[When]
