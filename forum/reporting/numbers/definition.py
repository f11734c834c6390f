"""What a number is: its words, and the one statement whose rows it counts and lists."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Select, func, literal, select

from forum.reporting.numbers.period import Period
from models.base import db


@dataclass(frozen=True)
class Number:
    """`rows(period)` gives rows of `columns`; the number is how many there are, its page lists these same rows."""

    key: str
    label: Any
    definition: Any
    rows: Callable[[Period], Select[Any]]

    def counted(self, period: Period) -> Select[Any]:
        return select(func.count()).select_from(self.rows(period).subquery())

    def count(self, period: Period) -> int:
        return int(db.session.scalar(self.counted(period)) or 0)

    def rows_url(self, period: Period) -> str:
        """Where exactly the rows behind it stand; the same wherever it is asked for, also outside a request."""
        asked = urlencode(period.arguments)
        return f"/numbers/{self.key}" + (f"?{asked}" if asked else "")


def columns(kind: str, identity: Any, title: Any, at: Any, ref: Any, note: Any = "") -> list[Any]:
    """What is listed of a row: the kind of page that it is about, and by what that page is found (`ref`)."""
    note = literal(note) if isinstance(note, str) else note
    named = {"id": identity, "title": title, "at": at, "ref": ref, "note": note, "kind": literal(kind)}
    return [column.label(name) for name, column in named.items()]
