"""Documents that the forum composes at one moment: dossiers of sessions, their corrigenda and addenda, reports."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Long, MandateId, Name, PersonId, When, Word
from models.made import MadeFile


class Paper(Base):
    """Its content is kept as it was composed; every file of it is made from that alone."""

    __tablename__ = "paper"

    id: Mapped[Key]
    kind: Mapped[Word]  # dossier | corrigendum | addendum | report
    number: Mapped[int] = mapped_column(default=1)  # within its kind and what it belongs to
    title: Mapped[Name]
    session_id: Mapped[int | None] = mapped_column(ForeignKey("body_session.id"), index=True)  # of a dossier
    about_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), index=True)  # of a corrigendum or addendum
    period_from: Mapped[dt.date | None]  # of a report
    period_to: Mapped[dt.date | None]
    language: Mapped[str] = mapped_column(String(8), default="en")
    note: Mapped[Long]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))  # of the canonical JSON of the content
    public: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    session = relationship("BodySession", lazy="raise_on_sql")


class PaperFile(MadeFile, Base):
    """One format of a paper: pdf, docx or akn."""

    __tablename__ = "paper_file"
    __table_args__ = (UniqueConstraint("paper_id", "format"),)

    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))


class KeptFigure(Base):
    """A figure over many rows that a job counts now and then, with the moment for which it holds."""

    __tablename__ = "kept_figure"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[Any] = mapped_column(JSON)
    at: Mapped[When]
