"""What the states of paragraphs do not say of a text: their order through its history, and what is prepared to come next."""

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, MandateId, Name, PersonId, When


class TextOrder(Base):
    """Which paragraphs stood in which order, under which title, from the edit `edit_id` on."""

    __tablename__ = "text_order"
    __table_args__ = (Index("ix_text_order_edit", "declaration_id", "edit_id"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    edit_id: Mapped[int]  # of the newest `clause_edit` of the declaration at that moment, 0 for none
    title: Mapped[Name]
    uids: Mapped[list[Any]]
    at: Mapped[When]


class NextText(Base):
    """What the chair prepares as the next version of a signed text; nothing of it counts before it is issued."""

    __tablename__ = "next_text"

    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), primary_key=True)
    after_version: Mapped[int]  # the number of the version that it is made from
    edit: Mapped[int] = mapped_column(default=1)  # counts up; a save that names an older one is a conflict
    clauses: Mapped[list[Any]]  # [uid, kind, words] in their order
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
