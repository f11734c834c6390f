"""Comments on words: which letters of the text they hang on, where those stand now, and which talks are settled."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, MandateId, PersonId, When


class CommentAnchor(Base):
    """`letters` are identities of Yjs (`declarations/text/anchors.py`); the place counts characters as they stand."""

    __tablename__ = "comment_anchor"
    __table_args__ = (Index("ix_comment_anchor_clause", "declaration_id", "uid"),)

    id: Mapped[Key]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    uid: Mapped[str] = mapped_column(String(32))
    quote: Mapped[Line]  # the words as they were when the comment was written
    letters: Mapped[list[Any]]
    place_from: Mapped[int]
    place_to: Mapped[int]
    gone_at: Mapped[When | None]
    gone_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # empty where nobody can be named

    gone_by = relationship("Person", lazy="raise_on_sql")


class CommentResolution(Base):
    """A talk was settled or opened again, named by the comment that it began with; the newest row counts."""

    __tablename__ = "comment_resolution"

    id: Mapped[Key]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    resolved: Mapped[bool]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
