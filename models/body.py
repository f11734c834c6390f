"""Intergovernmental bodies that recommendations go to, and their sessions."""

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, Name


class Body(Base):
    __tablename__ = "body"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[Name]
    acronym: Mapped[Line]
    about: Mapped[Long]
    invented: Mapped[bool] = mapped_column(default=False)


class BodySession(Base):
    __tablename__ = "body_session"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[Name]
    place: Mapped[Line]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    documents_due_on: Mapped[dt.date | None]

    body = relationship("Body", lazy="raise_on_sql")
