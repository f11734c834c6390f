"""One thing that waits for a person: what it is, why it is theirs, by when, and the act that ends it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from forum.kit import clock

SOON, USUAL, LATER = 0, 1, 2
FAR = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Task:
    """`endpoint` and `values` lead to where the act is done; without a deadline, `rank` says what comes first."""

    title: str
    why: str
    act: str  # a verb for the button
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    due: dt.datetime | None = None
    rank: int = USUAL
    since: dt.datetime | None = None
    mandate_id: int | None = None  # under which it is done; none for what a person does in their own name


def most_urgent_first(tasks: Iterable[Task]) -> list[Task]:
    """What has a deadline by its deadline, then by rank, then what waits longest."""
    return sorted(tasks, key=lambda task: (task.due or FAR, task.rank, task.since or FAR, task.title))


def end_of(day: dt.date | None) -> dt.datetime | None:
    """A day as a deadline: its last minute in the forum's zone."""
    return clock.end_of(day) if day else None
