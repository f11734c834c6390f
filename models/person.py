"""A person with an account; what they may do comes from their mandates, not from here."""

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Name, PersonId, When, Word


class Person(UserMixin, Base):
    __tablename__ = "person"

    id: Mapped[Key]
    name: Mapped[Name]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255), default="")
    language: Mapped[str] = mapped_column(String(8), default="en")
    time_zone: Mapped[str] = mapped_column(String(64), default="Europe/Zurich")
    digest: Mapped[Word] = mapped_column(default="daily")  # daily | off: mail of what asks nothing
    notices: Mapped[Word] = mapped_column(default="at-once")  # at-once | off: mail of what asks something of me
    fictitious: Mapped[bool] = mapped_column(default=False)
    unread: Mapped[int] = mapped_column(default=0)  # kept by the inbox, read on every page
    access_version: Mapped[int] = mapped_column(default=0)  # counts up with whatever changes what they may do
    created_at: Mapped[When]
    closed_at: Mapped[When | None]

    mandates = relationship("Mandate", back_populates="person", lazy="raise_on_sql", foreign_keys="Mandate.person_id")


class Authenticator(Base):
    """A second factor by time-based one-time password (RFC 6238); `last_step` lets a code serve only once."""

    __tablename__ = "authenticator"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    secret: Mapped[str] = mapped_column(String(64))
    last_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[When]
    confirmed_at: Mapped[When | None]


class RecoveryCode(Base):
    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)

    id: Mapped[Key]
    person_id: Mapped[PersonId]
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[When | None]
