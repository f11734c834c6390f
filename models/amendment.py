"""Amendments: a proposed change of one clause, its sponsors, and what the lead city decided."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, MandateId, PersonId, When, Word


class Amendment(Base):
    __tablename__ = "amendment"

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    clause_uid: Mapped[str] = mapped_column(String(32), index=True)
    act: Mapped[Word]  # replace | insert | delete
    base_text: Mapped[Long]
    text: Mapped[Long]
    reason: Mapped[Long]
    state: Mapped[Word] = mapped_column(default="open")  # open | accepted | rejected | withdrawn | collides
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    city = relationship("City", lazy="raise_on_sql")
    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
    decision = relationship("AmendmentDecision", uselist=False, lazy="raise_on_sql")


class AmendmentSponsor(Base):
    __tablename__ = "amendment_sponsor"
    __table_args__ = (UniqueConstraint("amendment_id", "city_id"),)

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    city_id: Mapped[CityId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]


class AmendmentDecision(Base):
    __tablename__ = "amendment_decision"

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), unique=True)
    outcome: Mapped[Word]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    reason: Mapped[Line]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
