"""The review of a recommendation: who screens it by when, notes of the secretariat, and forwarding by two persons."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, MandateId, PersonId, When, Word

ONE_HOLDS, ONE_WAITS = text("ended_at IS NULL"), text("state = 'prepared'")


class Assignment(Base):
    __tablename__ = "assignment"
    __table_args__ = (
        Index("uq_assignment_holds", "recommendation_id", unique=True, sqlite_where=ONE_HOLDS, postgresql_where=ONE_HOLDS),
    )

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    assignee_id: Mapped[PersonId]
    assigned_by_id: Mapped[PersonId]
    due_on: Mapped[dt.date]
    at: Mapped[When]
    ended_at: Mapped[When | None]  # by the next assignment, or when the screening ended
    told_on: Mapped[dt.date | None]  # the day of which the assignee was told that it has passed

    assignee = relationship("Person", foreign_keys="Assignment.assignee_id", lazy="raise_on_sql")


class ReviewNote(Base):
    """An internal note of the secretariat; never shown to sponsors or the public."""

    __tablename__ = "review_note"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    person_id: Mapped[PersonId]
    text: Mapped[Long]
    mentioned: Mapped[list[Any]] = mapped_column(default=list)  # ids of members of staff
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")


class Forwarding(Base):
    """Prepared by one person and confirmed by another; `state` is what the pair of pens has come to."""

    __tablename__ = "forwarding"
    __table_args__ = (
        Index("uq_forwarding_waits", "recommendation_id", unique=True, sqlite_where=ONE_WAITS, postgresql_where=ONE_WAITS),
    )

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    kind: Mapped[Word]  # forward | not-forward
    cover_note: Mapped[Long]  # the reason not to forward; a forwarding has one on each of its paths
    state: Mapped[Word] = mapped_column(default="prepared")  # prepared | confirmed | sent-back
    prepared_by_id: Mapped[PersonId]
    prepared_at: Mapped[When]

    confirmation = relationship("ForwardingConfirmation", uselist=False, lazy="raise_on_sql")
    prepared_by = relationship("Person", lazy="raise_on_sql")


class ForwardingConfirmation(Base):
    __tablename__ = "forwarding_confirmation"

    id: Mapped[Key]
    forwarding_id: Mapped[int] = mapped_column(ForeignKey("forwarding.id"), unique=True)
    confirmed_by_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    note: Mapped[Line]

    confirmed_by = relationship("Person", lazy="raise_on_sql")
