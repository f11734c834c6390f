"""The order of a text through its history: what the states of its paragraphs do not say."""

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Name, When


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
