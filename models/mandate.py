"""A mandate: for whom a person speaks, in which office, from when until when, on what evidence."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Name, PersonId, When


class Role(StrEnum):
    MAYOR = "mayor"
    DEPUTY = "deputy"
    DELEGATE = "delegate"
    STATE = "state"  # delegate of a member State on one body
    OBSERVER = "observer"
    EDITOR = "editor"
    APPROVER = "approver"
    BUREAU = "bureau"
    CHAIR = "chair"
    ADMIN = "admin"


CITY_ROLES = (Role.MAYOR, Role.DEPUTY, Role.DELEGATE)
STAFF_ROLES = (Role.EDITOR, Role.APPROVER, Role.ADMIN)
BUREAU_ROLES = (Role.BUREAU, Role.CHAIR)


class Mandate(Base):
    """The holder is a city, or a body, or an organisation named in words (member State, observer, secretariat)."""

    __tablename__ = "mandate"

    id: Mapped[Key]
    person_id: Mapped[PersonId]
    role: Mapped[str] = mapped_column(String(20))
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    organisation: Mapped[Line]
    office: Mapped[Name]  # free text: mayor, akim, alderman
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]  # the last day on which it holds
    evidence: Mapped[Line]
    scope: Mapped[Line]  # of a deputy: what the delegation of authority covers, in words
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[When]
    ended_at: Mapped[When | None]  # ended early; kept by the ending below, nothing can be done from that moment on

    person = relationship("Person", back_populates="mandates", foreign_keys="Mandate.person_id", lazy="raise_on_sql")
    city = relationship("City", lazy="raise_on_sql")
    body = relationship("Body", lazy="raise_on_sql")
    verification = relationship("MandateVerification", uselist=False, lazy="raise_on_sql", back_populates="mandate")
    ending = relationship("MandateEnding", uselist=False, lazy="raise_on_sql", back_populates="mandate")
    added_by = relationship("Person", foreign_keys="Mandate.added_by_id", lazy="raise_on_sql")


class MandateVerification(Base):
    """A member of staff saw the evidence; nothing can be done under a mandate without it."""

    __tablename__ = "mandate_verification"

    id: Mapped[Key]
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandate.id"), unique=True)
    verified_by_id: Mapped[PersonId]
    verified_at: Mapped[When]
    note: Mapped[Line]

    mandate = relationship("Mandate", back_populates="verification", lazy="raise_on_sql")
    verified_by = relationship("Person", lazy="raise_on_sql")


class MandateEnding(Base):
    """A mandate that was ended before its last day: by whom, when and why."""

    __tablename__ = "mandate_ending"

    id: Mapped[Key]
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandate.id"), unique=True)
    ended_by_id: Mapped[PersonId]
    ended_at: Mapped[When]
    reason: Mapped[Line]

    mandate = relationship("Mandate", back_populates="ending", lazy="raise_on_sql")
    ended_by = relationship("Person", lazy="raise_on_sql")
