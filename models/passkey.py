"""Passkeys (WebAuthn): keys on a person's devices, and the mandates that each of them is enrolled for."""

from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Long, MandateId, Name, PersonId, When


class Passkey(Base):
    """A public key whose private half never leaves the device. It belongs to a person; a mandate has it by enrolment."""

    __tablename__ = "passkey"

    id: Mapped[Key]
    person_id: Mapped[PersonId]
    credential_id: Mapped[str] = mapped_column(String(400), unique=True)  # base64url
    public_key: Mapped[Long]  # COSE, base64url
    sign_count: Mapped[int] = mapped_column(default=0)
    name: Mapped[Name]
    transports: Mapped[list[Any]] = mapped_column(default=list)
    backed_up: Mapped[bool] = mapped_column(default=False)  # kept by the maker of the device in several places
    created_at: Mapped[When]
    last_used_at: Mapped[When | None]
    counter_fell_at: Mapped[When | None]  # its counter went backwards: perhaps there is a copy
    removed_at: Mapped[When | None]

    enrolments = relationship("PasskeyEnrolment", lazy="raise_on_sql", back_populates="passkey")


class PasskeyEnrolment(Base):
    """That a passkey may sign under a mandate, as the register says since `register_index`."""

    __tablename__ = "passkey_enrolment"
    __table_args__ = (UniqueConstraint("passkey_id", "mandate_id"),)

    id: Mapped[Key]
    passkey_id: Mapped[int] = mapped_column(ForeignKey("passkey.id"))
    mandate_id: Mapped[MandateId]
    register_index: Mapped[int]
    at: Mapped[When]
    revoked_at: Mapped[When | None]

    passkey = relationship("Passkey", lazy="raise_on_sql", back_populates="enrolments")


class PasskeyChallenge(Base):
    """What a device is asked to sign, to be registered or to let somebody in; serves once, for some minutes."""

    __tablename__ = "passkey_challenge"

    id: Mapped[Key]
    purpose: Mapped[str] = mapped_column(String(20))  # register | sign-in | confirm
    challenge: Mapped[str] = mapped_column(String(100), unique=True)  # base64url
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[When]
    used_at: Mapped[When | None]
