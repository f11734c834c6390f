"""Moderation: a flag, a decision that names its rule, an appeal, and the decision of another person."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, PersonId, When, Word


class Flag(Base):
    """A reader says that a text breaks a rule; all open flags on one text are one case."""

    __tablename__ = "flag"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "person_id"),)

    id: Mapped[Key]
    subject_kind: Mapped[str] = mapped_column(String(30))  # comment | contribution
    subject_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # whose text it is: not theirs to judge
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))  # and not its city's
    rule: Mapped[Word]
    note: Mapped[Long]
    at: Mapped[When]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_decision.id"), index=True)

    person = relationship("Person", foreign_keys=[person_id], lazy="raise_on_sql")


class ModerationDecision(Base):
    __tablename__ = "moderation_decision"

    id: Mapped[Key]
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int]
    author_id: Mapped[PersonId]  # whose text it is
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    title: Mapped[Line]  # of what the text is, or stands under
    act: Mapped[Word]  # hide | keep | approve | refuse | restore
    rule: Mapped[Word]
    statement: Mapped[Long]  # shown to the author and, without names, in the public log
    excerpt: Mapped[Long]  # the text as it was decided on
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[When]

    decided_by = relationship("Person", foreign_keys=[decided_by_id], lazy="raise_on_sql")
    appeal = relationship("Appeal", uselist=False, lazy="raise_on_sql", back_populates="decision")


class Appeal(Base):
    __tablename__ = "appeal"

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(ForeignKey("moderation_decision.id"), unique=True)
    person_id: Mapped[PersonId]
    text: Mapped[Long]
    at: Mapped[When]

    decision = relationship("ModerationDecision", back_populates="appeal", lazy="raise_on_sql")
    outcome = relationship("AppealDecision", uselist=False, lazy="raise_on_sql", back_populates="appeal")


class AppealDecision(Base):
    """By another member of staff than the one who decided first."""

    __tablename__ = "appeal_decision"

    id: Mapped[Key]
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeal.id"), unique=True)
    outcome: Mapped[Word]  # upheld (the text comes back) | dismissed
    text: Mapped[Long]
    decided_by_id: Mapped[PersonId]
    at: Mapped[When]

    appeal = relationship("Appeal", back_populates="outcome", lazy="raise_on_sql")


class Impersonation(Base):
    """Staff looked at the site as a person; the reason stays on record."""

    __tablename__ = "impersonation"

    id: Mapped[Key]
    staff_id: Mapped[PersonId]
    person_id: Mapped[PersonId]
    reason: Mapped[Line]
    at: Mapped[When]
