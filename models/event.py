"""The ledger: every act as one append-only row; history, feeds, notifications and audit read from it."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, When


class LedgerEvent(Base):
    __tablename__ = "ledger_event"
    __table_args__ = (Index("ix_ledger_event_subject", "subject_kind", "subject_id", "id"),)

    id: Mapped[Key]
    at: Mapped[When] = mapped_column(index=True)
    verb: Mapped[str] = mapped_column(String(60), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int]
    title: Mapped[Line]  # of the subject, as it was called at the time
    public: Mapped[bool] = mapped_column(default=False)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
    city = relationship("City", lazy="raise_on_sql")
