"""What was agreed of a text, paragraph by paragraph; the newest row of a paragraph counts."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, MandateId, PersonId, When, Word


class ClauseAgreement(Base):
    __tablename__ = "clause_agreement"
    __table_args__ = (Index("ix_clause_agreement_uid", "declaration_id", "uid"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    uid: Mapped[str] = mapped_column(String(32))
    state: Mapped[Word]  # agreed | referendum | bracketed | open
    text: Mapped[str] = mapped_column(Text)  # the words that it was said of
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
