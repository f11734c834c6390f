"""Parallel texts: a declaration in another language, beside the authentic one by paragraphs, and as it was frozen."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, MandateId, PersonId, When


class ParallelText(Base):
    """That a text is translated into a language; Declaration.language is the one that is authentic."""

    __tablename__ = "parallel_text"
    __table_args__ = (UniqueConstraint("declaration_id", "language"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    language: Mapped[str] = mapped_column(String(8))
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class ParallelClause(Base):
    """One state of one translated paragraph; it is behind while `source` is not what the authentic paragraph says."""

    __tablename__ = "parallel_clause"
    __table_args__ = (UniqueConstraint("parallel_id", "uid", "edit"),)

    id: Mapped[Key]
    parallel_id: Mapped[int] = mapped_column(ForeignKey("parallel_text.id"))
    uid: Mapped[str] = mapped_column(String(32))  # of the authentic paragraph; "title" for the title
    edit: Mapped[int]
    newest: Mapped[bool] = mapped_column(default=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)  # the authentic words that were translated
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class VersionText(Base):
    """A parallel text as it was frozen with a version. One that was not complete then is frozen once more when it is."""

    __tablename__ = "version_text"
    __table_args__ = (UniqueConstraint("version_id", "language", "complete"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    language: Mapped[str] = mapped_column(String(8))
    canonical: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    complete: Mapped[bool]
    at: Mapped[When]
