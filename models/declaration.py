"""Declarations: the text as typed clauses, its drafting group, its stages and its frozen versions."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Long, MandateId, Name, PersonId, When, Word


class Stage(StrEnum):
    DRAFTING = "drafting"
    CONSULTATION = "consultation"
    SILENCE = "silence"
    OPEN = "open"  # open for signature
    ADOPTED = "adopted"
    CLOSED = "closed"


class Declaration(Base):
    __tablename__ = "declaration"

    id: Mapped[Key]
    title: Mapped[Name]
    purpose: Mapped[Long]
    template: Mapped[Word]  # resolution | mayors ("We, the mayors")
    language: Mapped[str] = mapped_column(String(8), default="en")
    stage: Mapped[str] = mapped_column(String(20), default=Stage.DRAFTING, index=True)
    lead_city_id: Mapped[CityId]
    invented: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[When]
    consultation_ends_at: Mapped[When | None]
    silence_ends_at: Mapped[When | None]
    signing_ends_at: Mapped[When | None]
    text_edited_at: Mapped[When | None]
    version_count: Mapped[int] = mapped_column(default=0)
    signature_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)

    lead_city = relationship("City", lazy="raise_on_sql")


class DraftingCity(Base):
    """A city of the drafting group."""

    __tablename__ = "drafting_city"
    __table_args__ = (UniqueConstraint("declaration_id", "city_id"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    city_id: Mapped[CityId]
    invited_by_id: Mapped[MandateId]
    at: Mapped[When]

    city = relationship("City", lazy="raise_on_sql")


class InvitedObserver(Base):
    """An observer whom the lead city lets read during consultation and silence."""

    __tablename__ = "invited_observer"
    __table_args__ = (UniqueConstraint("declaration_id", "person_id"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    person_id: Mapped[PersonId]
    invited_by_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")


class Clause(Base):
    """The number is computed from kind and place; the uid lasts, and everything that hangs on a clause hangs on it."""

    __tablename__ = "clause"
    __table_args__ = (Index("ix_clause_order", "declaration_id", "position"),)

    id: Mapped[Key]
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    kind: Mapped[Word]  # heading | preambular | operative | sub | subsub
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)  # the words as they stand, without what is only suggested
    runs: Mapped[list[Any]] = mapped_column(
        default=list, server_default="[]"
    )  # marks, citations, suggestions; empty if plain
    alternative: Mapped[bool] = mapped_column(default=False, server_default=false())  # "3 bis" beside 3
    origin: Mapped[str] = mapped_column(String(32), default="", server_default="")  # the clause that it was split from
    joined: Mapped[str] = mapped_column(String(32), default="", server_default="")  # the clause that took its words
    edit: Mapped[int] = mapped_column(default=1)  # counts up with every change of its words
    removed: Mapped[bool] = mapped_column(default=False)


class ClauseEdit(Base):
    """One state of one clause; the newest equals the clause."""

    __tablename__ = "clause_edit"
    __table_args__ = (UniqueConstraint("uid", "edit"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    uid: Mapped[str] = mapped_column(String(32))
    edit: Mapped[int]
    act: Mapped[Word]  # added | changed | moved | removed | amended | restored
    kind: Mapped[Word] = mapped_column(default="", server_default="")
    position: Mapped[int] = mapped_column(default=0, server_default="0")  # where it stood then
    text: Mapped[str] = mapped_column(Text)
    runs: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))  # whose words; its city is their author
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    amendment = relationship("Amendment", lazy="raise_on_sql")
    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class StageChange(Base):
    """When the declaration went from one stage to the next, and who moved it."""

    __tablename__ = "stage_change"

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    move: Mapped[Word]
    source: Mapped[Word]
    target: Mapped[Word]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # empty where a deadline moved it
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    at: Mapped[When]
    reason: Mapped[Long]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class Version(Base):
    """A frozen text: canonical JSON of its clauses and the SHA-256 of it."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int]
    kind: Mapped[Word]  # first | editorial | substantive
    canonical: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    manifest: Mapped[str] = mapped_column(Text, default="", server_default="")  # canonical JSON: each language's SHA-256
    manifest_sha256: Mapped[str] = mapped_column(String(64), default="", server_default="")  # what is signed
    objections_until: Mapped[When | None]  # of an editorial correction
    objected_at: Mapped[When | None]  # a signatory objected: not in force, the version before stands
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    note: Mapped[Long]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class Snapshot(Base):
    """Any other named moment of the text."""

    __tablename__ = "snapshot"

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    name: Mapped[Name]
    edit_id: Mapped[int] = mapped_column(default=0, server_default="0")  # the newest edit of the text at that moment
    canonical: Mapped[str] = mapped_column(Text)
    person_id: Mapped[PersonId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
