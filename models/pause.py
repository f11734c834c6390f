"""Closing the text of a draft for editing for a while, and opening it again."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Long, MandateId, PersonId, When


class DraftingPause(Base):
    """From here on nobody edits, until there is a lift for it."""

    __tablename__ = "drafting_pause"

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    reason: Mapped[Long]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class PauseLift(Base):
    """The text was opened for editing again."""

    __tablename__ = "pause_lift"

    id: Mapped[Key]
    pause_id: Mapped[int] = mapped_column(ForeignKey("drafting_pause.id"), unique=True)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    reason: Mapped[Long]
