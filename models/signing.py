"""On the way to a signature and after it: intents, preparations, contested acts, objections to a correction."""

from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Long, MandateId, PersonId, When, Word


class SigningIntent(Base):
    """A statement that the server has built and keeps for some minutes; confirmed once, then it is in the register."""

    __tablename__ = "signing_intent"

    id: Mapped[Key]
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Word]  # sign | sign-with-reservation | withdraw
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    statement: Mapped[Long]  # canonical JSON
    remark: Mapped[Long]
    reservation: Mapped[Long]
    reserved_clauses: Mapped[list[Any]] = mapped_column(default=list)  # uids
    reason: Mapped[Long]
    created_at: Mapped[When]
    expires_at: Mapped[When]
    used_at: Mapped[When | None]


class SigningRequest(Base):
    """A delegate prepares a signature for the mayor, the mayor asks the delegate, or declines; one row each."""

    __tablename__ = "signing_request"

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    city_id: Mapped[CityId]
    kind: Mapped[Word]  # prepared | asked | declined
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    note: Mapped[Long]
    remark: Mapped[Long] = mapped_column(server_default="")  # what was prepared
    reservation: Mapped[Long] = mapped_column(server_default="")
    reserved_clauses: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    register_index: Mapped[int | None]  # of a decline
    void_at: Mapped[When | None]  # taken back, or the mandate that it was prepared under or for has ended
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
    city = relationship("City", lazy="raise_on_sql")


class SignatureContest(Base):
    """ "This was not me": the person in whose name an act stands says so; it counts no more."""

    __tablename__ = "signature_contest"
    __table_args__ = (UniqueConstraint("act", "act_id"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signature.id"), index=True)
    act: Mapped[Word]  # signature | withdrawal | decline
    act_id: Mapped[int]  # of its row: signature, signature_withdrawal or signing_request
    contests: Mapped[int | None] = mapped_column(unique=True)  # the act's index in the register; empty if it is older
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    reason: Mapped[Long]
    register_index: Mapped[int]
    at: Mapped[When]
    finding: Mapped[Word] = mapped_column(default="")  # not_theirs | signed_again | unclear, by two members of staff
    found: Mapped[Long]  # in their words
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    settled_at: Mapped[When | None]

    person = relationship("Person", foreign_keys="SignatureContest.person_id", lazy="raise_on_sql")
    city = relationship("City", lazy="raise_on_sql")
    signature = relationship("Signature", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
    proposed_by = relationship("Person", foreign_keys="SignatureContest.proposed_by_id", lazy="raise_on_sql")
    settled_by = relationship("Person", foreign_keys="SignatureContest.settled_by_id", lazy="raise_on_sql")


class Objection(Base):
    """A signatory's city says that a correction called editorial is none; the version before stands."""

    __tablename__ = "objection"
    __table_args__ = (UniqueConstraint("version_id", "city_id"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    byline: Mapped[str] = mapped_column(String(500), default="")
    reason: Mapped[Long]
    register_index: Mapped[int]
    at: Mapped[When]

    city = relationship("City", lazy="raise_on_sql")
