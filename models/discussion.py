"""Talk about anything: comments in threads, reactions, mentions, and who follows what."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, MandateId, PersonId, When, Word


class Comment(Base):
    """The subject is named by kind and id (contribution 7, declaration 3), so that anything can be talked about."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_thread", "subject_kind", "subject_id", "thread_id", "id"),)

    id: Mapped[Key]
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int]
    clause_uid: Mapped[str | None] = mapped_column(String(32), index=True)
    quote: Mapped[Line]  # the words of the clause that it hangs on
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)  # the comment that it answers
    thread_id: Mapped[int] = mapped_column(default=0)  # the comment that the talk began with, itself where it began one
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    byline: Mapped[Line]  # "Ana Reis, Mayor of Braga" as it was when written
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    language: Mapped[str] = mapped_column(String(8), default="en")
    text: Mapped[Long]
    html: Mapped[Long]
    state: Mapped[Word] = mapped_column(default="shown")  # shown | held | hidden | withdrawn
    at: Mapped[When]
    edited_at: Mapped[When | None]
    answer_count: Mapped[int] = mapped_column(default=0)  # answers that everybody sees; the place stays while there are any
    reactions: Mapped[dict[str, Any]] = mapped_column(default=dict)  # kind -> count

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
    city = relationship("City", lazy="raise_on_sql")


class CommentRevision(Base):
    __tablename__ = "comment_revision"

    id: Mapped[Key]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    person_id: Mapped[PersonId]
    at: Mapped[When]
    text: Mapped[Long]  # as it was before the edit


class Mention(Base):
    __tablename__ = "mention"

    id: Mapped[Key]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)


class Reaction(Base):
    __tablename__ = "reaction"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "person_id", "kind"),)

    id: Mapped[Key]
    subject_kind: Mapped[str] = mapped_column(String(30))  # contribution | comment
    subject_id: Mapped[int]
    person_id: Mapped[PersonId]
    kind: Mapped[Word]
    at: Mapped[When]


class Follow(Base):
    """`muted` keeps a thing out of the inbox even where the person's city is a party to it."""

    __tablename__ = "follow"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "person_id"),)

    id: Mapped[Key]
    subject_kind: Mapped[str] = mapped_column(String(30))  # contribution | declaration | recommendation | city
    subject_id: Mapped[int]
    person_id: Mapped[PersonId]
    muted: Mapped[bool] = mapped_column(default=False)
    at: Mapped[When]
