"""Signatures under a frozen version, their withdrawal, and the adoption by the chair."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, MandateId, Name, PersonId, When, Word


class Signature(Base):
    """A city's signature of one version; withdrawing adds a row and frees the city to sign again."""

    __tablename__ = "signature"
    __table_args__ = (
        Index(
            "uq_signature_standing",
            "version_id",
            "city_id",
            unique=True,
            sqlite_where=text("standing"),
            postgresql_where=text("standing"),
        ),
    )

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    byline: Mapped[Line]  # "Ana Reis, Mayor of Braga" as it was on that day
    method: Mapped[Word] = mapped_column(default="password")  # passkey | password+totp | password (before the register)
    key_id: Mapped[str] = mapped_column(String(400), default="", server_default="")
    register_index: Mapped[int | None] = mapped_column(unique=True)  # empty until an old one is entered
    delegation: Mapped[Line] = mapped_column(server_default="")  # "2026-11-01/2026-12-31": a deputy's days
    statement: Mapped[Long]  # canonical JSON of what was signed
    remark: Mapped[Long]
    reservation: Mapped[Long]
    reserved_clauses: Mapped[list[Any]] = mapped_column(default=list)  # uids
    standing: Mapped[bool] = mapped_column(default=True)
    at: Mapped[When]

    city = relationship("City", lazy="raise_on_sql")
    version = relationship("Version", lazy="raise_on_sql")
    withdrawal = relationship("SignatureWithdrawal", uselist=False, lazy="raise_on_sql")
    contest = relationship(
        "SignatureContest",
        primaryjoin="and_(SignatureContest.signature_id == Signature.id, SignatureContest.act == 'signature')",
        uselist=False,
        viewonly=True,
        lazy="raise_on_sql",
    )


class SignatureWithdrawal(Base):
    __tablename__ = "signature_withdrawal"

    id: Mapped[Key]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"), unique=True)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    reason: Mapped[Long]
    method: Mapped[Word] = mapped_column(default="password", server_default="password")
    register_index: Mapped[int | None] = mapped_column(unique=True)
    noted: Mapped[bool] = mapped_column(default=False, server_default=false())  # after closing: a note; the counts stay

    contest = relationship(
        "SignatureContest",
        primaryjoin="and_(foreign(SignatureContest.act_id) == SignatureWithdrawal.id, SignatureContest.act == 'withdrawal')",
        uselist=False,
        viewonly=True,
        lazy="raise_on_sql",
    )


class DeclarationAdoption(Base):
    """The chair's act, with date and place; signing may go on after it."""

    __tablename__ = "declaration_adoption"

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    adopted_on: Mapped[dt.date]
    place: Mapped[Name]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
