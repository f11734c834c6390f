"""A stretch of days over which numbers are counted; open at either end."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forum.kit.clock import FORUM_ZONE
from models.base import Moment


@dataclass(frozen=True)
class Period:
    """From its first day to its last, both counted, in the forum's zone; none is without an end on that side."""

    first: dt.date | None = None
    last: dt.date | None = None

    def has(self, column: Any) -> list[Any]:
        """Conditions: the moment or the day in this column lies in the period."""
        if isinstance(column.type, Moment):
            since = self.first and dt.datetime.combine(self.first, dt.time(), FORUM_ZONE)
            until = self.last and dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(), FORUM_ZONE)
            ends = [column < until] if until else []
        else:
            since, ends = self.first, [column <= self.last] if self.last else []
        return [column.is_not(None), *([column >= since] if since else []), *ends]

    @property
    def arguments(self) -> dict[str, str]:
        """As it stands in an address."""
        ends = {"from": self.first, "to": self.last}
        return {name: day.isoformat() for name, day in ends.items() if day}


ALWAYS = Period()


def period_in(arguments: Mapping[str, str]) -> Period:
    """The period that an address asks for; what is no day is left out."""
    return Period(_day(arguments.get("from", "")), _day(arguments.get("to", "")))


def _day(words: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2999 else None
