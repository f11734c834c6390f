"""What was chosen when this forum was set up, and editions of the forum that it lists."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Line, Long, Name


class Setting(Base):
    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class Edition(Base):
    """A meeting of the Forum of Mayors, with its published sources."""

    __tablename__ = "edition"

    id: Mapped[Key]
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[Name]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    place: Mapped[Name]
    theme: Mapped[Line]
    outcome: Mapped[Long]
    participation: Mapped[Line]
    sources: Mapped[Line]
