"""The ways of a recommendation through the bodies: one path a body, each with its session, documents, room and answer."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, MandateId, Name, PersonId, When, Word

ONE_STANDS = text("superseded_at IS NULL")


class Path(Base):
    """From the preparation of a forwarding, or from a body that referred it on, to the answer of one body."""

    __tablename__ = "path"
    __table_args__ = (
        Index("ix_path_session", "session_id", "stage"),
        Index("ix_path_considered", "considered_on", "recommendation_id"),
    )

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("body_session.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("path.id"), index=True)  # the body that referred it here
    forwarding_id: Mapped[int | None] = mapped_column(ForeignKey("forwarding.id"), index=True)
    stage: Mapped[Word] = mapped_column(default="prepared")  # prepared | forwarded | considered | answered | dropped
    turn: Mapped[int] = mapped_column(default=1)
    cover_note: Mapped[Long]
    languages: Mapped[str] = mapped_column(String(80), default="en")  # in which it was sent, with blanks between
    forwarded_at: Mapped[When | None]
    considered_on: Mapped[dt.date | None]
    answered_on: Mapped[dt.date | None]

    body = relationship("Body", lazy="raise_on_sql")
    session = relationship("BodySession", lazy="raise_on_sql")
    agenda_item = relationship("AgendaItem", lazy="raise_on_sql")


class PathMove(Base):
    """What happened on a path: forwarded, considered, answered, deferred to another session, referred to another body."""

    __tablename__ = "path_move"

    id: Mapped[Key]
    path_id: Mapped[int] = mapped_column(ForeignKey("path.id"), index=True)
    move: Mapped[Word]
    source: Mapped[Word]
    target: Mapped[Word]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    on: Mapped[dt.date | None]  # the day on which it happened outside the forum
    note: Mapped[Long]
    from_session_id: Mapped[int | None] = mapped_column(ForeignKey("body_session.id"))
    to_session_id: Mapped[int | None] = mapped_column(ForeignKey("body_session.id"))
    to_path_id: Mapped[int | None] = mapped_column(ForeignKey("path.id"))


class PathDocument(Base):
    """A document of the body on this path, as staff found it: its symbol is copied, never made."""

    __tablename__ = "path_document"

    id: Mapped[Key]
    path_id: Mapped[int] = mapped_column(ForeignKey("path.id"), index=True)
    title: Mapped[Name]
    symbol: Mapped[Line]
    url: Mapped[Line]
    language: Mapped[str] = mapped_column(String(8), default="en")
    person_id: Mapped[PersonId]
    at: Mapped[When]


class Disposition(Base):
    """What the body did with one ask, or with all of them, in its own verb, as staff read it in the report."""

    __tablename__ = "disposition"
    __table_args__ = (Index("ix_disposition_day", "decided_on", "recommendation_id"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    path_id: Mapped[int] = mapped_column(ForeignKey("path.id"), index=True)
    ask_id: Mapped[int | None] = mapped_column(ForeignKey("ask.id"), index=True)  # none: the whole
    verb: Mapped[Word]  # a key of recommendations/words.VERBS
    symbol: Mapped[Name]  # of the body's report, never minted here
    paragraph: Mapped[Line]
    url: Mapped[Line]
    text: Mapped[Long]
    reason: Mapped[Long]  # where it was not taken up
    decided_on: Mapped[dt.date]
    to_path_id: Mapped[int | None] = mapped_column(ForeignKey("path.id"), index=True)  # where it was referred
    to_session_id: Mapped[int | None] = mapped_column(ForeignKey("body_session.id"))  # to which it was deferred
    entered_by_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    superseded_at: Mapped[When | None]  # by a correction, whose entries say who made it

    path = relationship("Path", foreign_keys="Disposition.path_id", lazy="raise_on_sql")


class Position(Base):
    """What a member of the body says of it, as its nation's position; a newer one stands in the place of the older."""

    __tablename__ = "position"
    __table_args__ = (
        Index(
            "uq_position_stands", "path_id", "member_id", unique=True, sqlite_where=ONE_STANDS, postgresql_where=ONE_STANDS
        ),
    )

    id: Mapped[Key]
    path_id: Mapped[int] = mapped_column(ForeignKey("path.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("body_member.id"), index=True)
    stance: Mapped[Word]  # support | support-with-comments | cannot-support
    text: Mapped[Long]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    superseded_at: Mapped[When | None]

    member = relationship("BodyMember", lazy="raise_on_sql")


class BodyQuestion(Base):
    """A member of the body asks the sponsors; they answer by a day."""

    __tablename__ = "body_question"

    id: Mapped[Key]
    path_id: Mapped[int] = mapped_column(ForeignKey("path.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("body_member.id"), index=True)
    text: Mapped[Long]
    due_on: Mapped[dt.date]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    answer: Mapped[Long]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_byline: Mapped[Line]
    answered_at: Mapped[When | None]
    reminded_at: Mapped[When | None]

    member = relationship("BodyMember", lazy="raise_on_sql")


class WordingSuggestion(Base):
    """Other words for an ask that a member of the body suggests to the room; the sponsors' text stays as it is."""

    __tablename__ = "wording_suggestion"

    id: Mapped[Key]
    path_id: Mapped[int] = mapped_column(ForeignKey("path.id"), index=True)
    ask_id: Mapped[int] = mapped_column(ForeignKey("ask.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("body_member.id"), index=True)
    text: Mapped[Long]
    reason: Mapped[Long]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    withdrawn_at: Mapped[When | None]

    member = relationship("BodyMember", lazy="raise_on_sql")
