"""A consolidation: the decisions of the lead city while they are made, before all of them are applied at once."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, MandateId, PersonId, When, Word


class Consolidation(Base):
    """At most one is open for a declaration; all who speak for the lead city work on it."""

    __tablename__ = "consolidation"
    __table_args__ = (
        Index(
            "uq_consolidation_open",
            "declaration_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    state: Mapped[Word] = mapped_column(default="open")  # open | applied
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]


class ConsolidationChoice(Base):
    """What one amendment would become; `seen` is the wording of it that was read."""

    __tablename__ = "consolidation_choice"
    __table_args__ = (UniqueConstraint("consolidation_id", "amendment_id"),)

    id: Mapped[Key]
    consolidation_id: Mapped[int] = mapped_column(ForeignKey("consolidation.id"))
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    choice: Mapped[Word]  # accept | reject | leave
    reason: Mapped[Line]
    seen: Mapped[int]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")


class ConsolidationWording(Base):
    """Words of the lead's own for one clause; `seen` is the edit of the clause that was read."""

    __tablename__ = "consolidation_wording"
    __table_args__ = (UniqueConstraint("consolidation_id", "clause_uid"),)

    id: Mapped[Key]
    consolidation_id: Mapped[int] = mapped_column(ForeignKey("consolidation.id"))
    clause_uid: Mapped[str] = mapped_column(String(32))
    text: Mapped[Long]
    seen: Mapped[int]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")


class ConsolidationLink(Base):
    """A link by which others read it while it is made; without the row the signed address is worth nothing."""

    __tablename__ = "consolidation_link"

    id: Mapped[Key]
    consolidation_id: Mapped[int] = mapped_column(ForeignKey("consolidation.id"), index=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
