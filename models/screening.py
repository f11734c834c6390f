"""The desk of the secretariat: tags, the list of what is checked, interests that were declared, and what can be undone."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, MandateId, PersonId, When, Word

ONE_WAITS, ONE_STANDS = text("state = 'waiting'"), text("undone_at IS NULL")


class QueueTag(Base):
    """A word by which the secretariat sorts its queue; never shown outside it."""

    __tablename__ = "queue_tag"
    __table_args__ = (UniqueConstraint("recommendation_id", "word"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    word: Mapped[str] = mapped_column(String(40), index=True)
    person_id: Mapped[PersonId]
    at: Mapped[When]


class ChecklistItem(Base):
    """One line of what this installation checks in every recommendation; retired ones stay for those ticked before."""

    __tablename__ = "checklist_item"

    id: Mapped[Key]
    position: Mapped[int]
    text: Mapped[Line]
    retired_at: Mapped[When | None]


class ChecklistTick(Base):
    __tablename__ = "checklist_tick"
    __table_args__ = (UniqueConstraint("recommendation_id", "item_id"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_item.id"))
    person_id: Mapped[PersonId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")


class DeclaredInterest(Base):
    """A member of staff or of the Bureau has an interest in one recommendation, or in all that a city asks."""

    __tablename__ = "declared_interest"

    id: Mapped[Key]
    person_id: Mapped[PersonId]
    recommendation_id: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    reason: Mapped[Long]
    at: Mapped[When]
    ended_at: Mapped[When | None]

    city = relationship("City", lazy="raise_on_sql")


class ReviewUndo(Base):
    """How things stood before an act that has not left the house; whoever did it takes it back once, within the time."""

    __tablename__ = "review_undo"

    id: Mapped[Key]
    act: Mapped[Word]
    before: Mapped[list[Any]]  # one entry a recommendation: {"id", "turn", …} as the act found it
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    expires_at: Mapped[When] = mapped_column(index=True)
    used_at: Mapped[When | None]


class Publication(Base):
    """Decisions that were published together, and the letters about them, read before they go out."""

    __tablename__ = "publication"

    id: Mapped[Key]
    published_by_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    count: Mapped[int] = mapped_column(default=0)
    recommendation_ids: Mapped[list[Any]]  # what the decisions are about; readers with an interest count without it
    sent_at: Mapped[When | None]  # when its letters were let go
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class PendingDecision(Base):
    """A decision on a recommendation that is made but not published: nobody outside the desk knows of it."""

    __tablename__ = "pending_decision"
    __table_args__ = (
        Index(
            "uq_pending_decision_waits",
            "recommendation_id",
            unique=True,
            sqlite_where=ONE_WAITS,
            postgresql_where=ONE_WAITS,
        ),
    )

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    kind: Mapped[Word]  # accept | return
    note: Mapped[Long]
    points: Mapped[list[Any]]  # of a return: {"field", "text"}
    answer_due_on: Mapped[dt.date | None]
    state: Mapped[Word] = mapped_column(default="waiting")  # waiting | published | dropped
    prepared_by_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    prepared_at: Mapped[When]
    publication_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"), index=True)

    prepared_by = relationship("Person", foreign_keys="PendingDecision.prepared_by_id", lazy="raise_on_sql")


class Merger(Base):
    """One recommendation became part of another; within a day it can be taken apart exactly."""

    __tablename__ = "merger"
    __table_args__ = (
        Index("uq_merger_stands", "source_id", unique=True, sqlite_where=ONE_STANDS, postgresql_where=ONE_STANDS),
    )

    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    reason: Mapped[Long]
    before: Mapped[
        dict[str, Any]
    ]  # stage and assignment of the source; stage of the target, its screener, sponsors it got by it
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    undone_at: Mapped[When | None]

    target = relationship("Recommendation", foreign_keys="Merger.target_id", lazy="raise_on_sql")


class SplitOrigin(Base):
    """What had been merged into a recommendation when another was split from it: the other one comes of it too."""

    __tablename__ = "split_origin"
    __table_args__ = (UniqueConstraint("recommendation_id", "origin_id"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))  # that was split off
    origin_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
