"""What people are told: inbox rows, and mail waiting in the outbox."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, When, Word


class Notification(Base):
    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("person_id", "event_id"),
        Index("ix_notification_inbox", "person_id", "id"),
        Index("ix_notification_waiting", "digested_at", "person_id"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("ledger_event.id"), index=True)
    asks: Mapped[bool] = mapped_column(default=False)  # asks something of the person: mailed at once
    reason: Mapped[Word]  # why this person: sponsor, signatory, follower, mentioned, author, staff, ...
    read_at: Mapped[When | None]
    digested_at: Mapped[When | None]

    event = relationship("LedgerEvent", lazy="raise_on_sql")


class OutboxMail(Base):
    """A mail to send: template and data, never a secret; drained with leases and a fixed Message-ID."""

    __tablename__ = "outbox_mail"
    __table_args__ = (Index("ix_outbox_mail_due", "state", "due_at"),)

    id: Mapped[Key]
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(8), default="en")
    template: Mapped[Word]
    data: Mapped[dict[str, Any]]
    state: Mapped[Word] = mapped_column(default="waiting")  # waiting | held | sent | failed | dropped (not told any more)
    publication_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"), index=True)  # held until it is let go
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[Line]
    created_at: Mapped[When]
    due_at: Mapped[When]
    leased_until: Mapped[When | None]
    sent_at: Mapped[When | None]  # when it was settled, in whichever way

    person = relationship("Person", lazy="raise_on_sql")
