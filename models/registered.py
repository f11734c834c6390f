"""Acts of the register as lists ask for them. Everything here can be read again from the entries, which alone prove it."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, When, Word


class RegisteredAct(Base):
    """One entry about a declaration; `about` is the entry that it withdraws or contests."""

    __tablename__ = "registered_act"
    __table_args__ = (
        Index("ix_registered_act_declaration", "declaration_id", "index"),
        Index("ix_registered_act_city", "city_id", "index"),
        Index("ix_registered_act_kind", "kind", "index"),
        Index("ix_registered_act_method", "method", "index"),
    )

    index: Mapped[int] = mapped_column(ForeignKey("register_entry.index"), primary_key=True, autoincrement=False)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"))
    version: Mapped[int]  # its number, 0 where the act is about none
    kind: Mapped[Word]
    method: Mapped[Word]
    about: Mapped[int | None] = mapped_column(index=True)
    at: Mapped[When] = mapped_column(index=True)

    declaration = relationship("Declaration", lazy="raise_on_sql")
    city = relationship("City", lazy="raise_on_sql")
    entry = relationship("RegisterEntry", lazy="raise_on_sql")
    signature = relationship(
        "Signature",
        primaryjoin="foreign(Signature.register_index) == RegisteredAct.index",
        uselist=False,
        viewonly=True,
        lazy="raise_on_sql",
    )
