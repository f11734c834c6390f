"""Files made of a version: each once for a format, a variant, its languages and a size of the register."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, When, Word


class Export(Base):
    __tablename__ = "export"
    __table_args__ = (UniqueConstraint("version_id", "format", "variant", "languages", "register_size"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    format: Mapped[Word]
    variant: Mapped[Word]  # clean | marked-<version number> | parallel
    languages: Mapped[Word] = mapped_column(default="")
    register_size: Mapped[int]
    state: Mapped[Word] = mapped_column(default="waiting")  # waiting | ready | failed
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[Line]
    key: Mapped[str] = mapped_column(String(64), default="")  # in kit/storage
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)  # bytes
    asked_at: Mapped[When]
    begun_at: Mapped[When | None]  # when somebody last began to make it
    made_at: Mapped[When | None]

    version = relationship("Version", lazy="raise_on_sql")
