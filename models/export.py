"""Files made of a version: each once for a format, a variant, its languages and a size of the register."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Word
from models.made import MadeFile


class Export(MadeFile, Base):
    __tablename__ = "export"
    __table_args__ = (UniqueConstraint("version_id", "format", "variant", "languages", "register_size"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    variant: Mapped[Word]  # clean | marked-<version number> | parallel
    languages: Mapped[Word] = mapped_column(default="")
    register_size: Mapped[int]

    version = relationship("Version", lazy="raise_on_sql")
