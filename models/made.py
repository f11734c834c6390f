"""What every table of files keeps that a job makes: how far it is, how often it was tried, and where the bytes lie."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Line, When, Word


class MadeFile:
    """For tables; `forum.kit.making` makes what its rows ask for."""

    format: Mapped[Word]
    state: Mapped[Word] = mapped_column(default="waiting", index=True)  # waiting | ready | failed
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[Line]
    key: Mapped[str] = mapped_column(String(64), default="")  # in kit/storage
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)  # bytes
    asked_at: Mapped[When]
    begun_at: Mapped[When | None]  # when somebody last began to make it
    made_at: Mapped[When | None]
