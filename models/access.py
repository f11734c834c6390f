"""How a person gets in: signed-in sessions, single-use links, and forms kept for somebody who was signed out."""

from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Name, PersonId, When, Word


class WebSession(Base):
    """One browser in which a person is signed in; the cookie holds a random token, this row its SHA-256."""

    __tablename__ = "web_session"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))  # under which one acts
    viewing_as_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    viewing_reason: Mapped[Line]
    browser: Mapped[Line]
    created_at: Mapped[When]
    seen_at: Mapped[When]
    ended_at: Mapped[When | None]

    person = relationship("Person", foreign_keys="WebSession.person_id", lazy="raise_on_sql")


class OneTimeLink(Base):
    """A mailed right to do one thing once: accept an invitation, set a new password, become the first administrator."""

    __tablename__ = "one_time_link"

    id: Mapped[Key]
    kind: Mapped[Word]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    created_at: Mapped[When]
    expires_at: Mapped[When]
    used_at: Mapped[When | None]


class Invitation(Base):
    """Somebody was invited to open an account and to act under a mandate; the link itself is made when the mail is sent."""

    __tablename__ = "invitation"

    id: Mapped[Key]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"), index=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[Name]  # as it was typed by whoever invited
    invited_at: Mapped[When]
    accepted_at: Mapped[When | None]

    invited_by = relationship("Person", foreign_keys="Invitation.invited_by_id", lazy="raise_on_sql")


class KeptForm(Base):
    """What somebody had typed when their session had ended, until they are back."""

    __tablename__ = "kept_form"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    path: Mapped[Line]
    fields: Mapped[dict[str, Any]]
    created_at: Mapped[When]


class HandledForm(Base):
    """A form's key and where its handling led, so that sending it twice does one thing."""

    __tablename__ = "handled_form"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: Mapped[Key]
    person_id: Mapped[int]  # 0 for readers without an account; no foreign key, the key outlives nobody
    key: Mapped[str] = mapped_column(String(64))
    location: Mapped[Line]
    created_at: Mapped[When]


class Draft(Base):
    """Words typed but not sent, one row for each person and form; the server's half of autosave."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: Mapped[Key]
    person_id: Mapped[PersonId]
    key: Mapped[str] = mapped_column(String(120))
    fields: Mapped[dict[str, Any]]
    saved_at: Mapped[When]
