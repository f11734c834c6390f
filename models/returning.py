"""A return to the sponsors: its numbered points, until when an answer is due, and wording that staff propose."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, PersonId, When, Word


class ReturnRound(Base):
    """One return: the text as it was then, so that everybody sees what changed since, and the day of the answer."""

    __tablename__ = "return_round"
    __table_args__ = (UniqueConstraint("recommendation_id", "round"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    round: Mapped[int]
    before: Mapped[dict[str, Any]]  # the fields as they read when it was returned, by the name of the field
    answer_due_on: Mapped[dt.date | None]
    reminded_at: Mapped[When | None]
    at: Mapped[When]


class ReturnPoint(Base):
    """One numbered point of a return, tied to a field of the text, and the sponsors' answer to it."""

    __tablename__ = "return_point"
    __table_args__ = (UniqueConstraint("recommendation_id", "round", "number"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    round: Mapped[int]
    number: Mapped[int]
    field: Mapped[Word] = mapped_column(
        default=""
    )  # title | ask-<id> | why | costs | evidence | sponsors | bodies; empty is the whole
    text: Mapped[Long]
    answer: Mapped[Long]
    answered_at: Mapped[When | None]
    settled_at: Mapped[When | None]  # the desk has what it asked for
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Extension(Base):
    """The sponsors ask for more time to answer; the secretariat grants a day, or not."""

    __tablename__ = "extension"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    round: Mapped[int]
    until: Mapped[dt.date]  # as asked
    reason: Mapped[Long]
    state: Mapped[Word] = mapped_column(default="asked")  # asked | granted | refused
    granted_until: Mapped[dt.date | None]
    note: Mapped[Line]
    person_id: Mapped[PersonId]
    at: Mapped[When]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[When | None]


class WordingProposal(Base):
    """Words that staff propose for one field; they stand in the text only when the lead sponsor accepts them."""

    __tablename__ = "wording_proposal"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    field: Mapped[Word]  # title | ask-<id> | why | costs
    before: Mapped[Long]
    text: Mapped[Long]
    reason: Mapped[Long]
    edit: Mapped[int]  # of the text that it was written against
    state: Mapped[Word] = mapped_column(default="proposed")  # proposed | accepted | refused | withdrawn
    person_id: Mapped[PersonId]
    at: Mapped[When]
    answer: Mapped[Line]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_byline: Mapped[Line]
    decided_at: Mapped[When | None]

    person = relationship("Person", foreign_keys="WordingProposal.person_id", lazy="raise_on_sql")
