"""The workspace of a declaration as the database keeps it: every accepted update with its author, and who suggested what."""

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, MandateId, PersonId, When, Word


class DraftingText(Base):
    """One for each text that was ever drafted live; the snapshot holds what the log says up to `snapshot_upto`."""

    __tablename__ = "drafting_text"

    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), primary_key=True)
    snapshot: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    snapshot_upto: Mapped[int] = mapped_column(default=0)  # id of the newest update in it
    projected_upto: Mapped[int] = mapped_column(default=0)  # id of the newest update that the rows of clauses show


class DraftingUpdate(Base):
    """One accepted update, as it came. The log is the truth; snapshots only make opening fast."""

    __tablename__ = "drafting_update"
    __table_args__ = (Index("ix_drafting_update_log", "declaration_id", "id"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # empty for the first words of a workspace
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    at: Mapped[When]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class DraftingClient(Base):
    """A number under which a browser writes belongs to one person, so that every letter has an author."""

    __tablename__ = "drafting_client"
    __table_args__ = (UniqueConstraint("declaration_id", "client"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    client: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class Suggestion(Base):
    """Who suggested a change, stamped by the server when it first saw the id; the words stand in the workspace."""

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("declaration_id", "uid"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    uid: Mapped[str] = mapped_column(String(32))
    state: Mapped[Word] = mapped_column(default="open")  # open | accepted | rejected | withdrawn
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    city_id: Mapped[CityId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
    city = relationship("City", lazy="raise_on_sql")
    decision = relationship("SuggestionDecision", uselist=False, lazy="raise_on_sql")


class SuggestionDecision(Base):
    __tablename__ = "suggestion_decision"

    id: Mapped[Key]
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"), unique=True)
    accepted: Mapped[bool]
    clause_uid: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(String(500), default="")  # what was inserted or deleted, shortened
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
