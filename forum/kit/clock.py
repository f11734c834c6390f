"""What time it is. Rules ask here, so that tests and the demo can move the clock."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

FORUM_ZONE = ZoneInfo("Europe/Zurich")  # where a deadline binds
LATEST = dt.timedelta(minutes=10)  # how long a request may be on its way and still count from its beginning
_moved: ContextVar[dt.datetime | None] = ContextVar("moved_clock", default=None)
_began: ContextVar[dt.datetime | None] = ContextVar("request_began", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _moved.get() or dt.datetime.now(dt.UTC)


def began() -> dt.datetime:
    """The moment at which the request in hand began; deadlines ask here, so that a slow line is no disadvantage."""
    moment, present = _began.get(), now()
    return present if moment is None else max(min(moment, present), present - LATEST)


def begin(moment: dt.datetime | None) -> None:
    """The request in hand began at `moment`; None when it is done."""
    _began.set(moment)


def today() -> dt.date:
    """The date in the forum's zone; mandates begin and end by it."""
    return now().astimezone(FORUM_ZONE).date()


def end_of(day: dt.date) -> dt.datetime:
    """A day as a deadline: its last minute in the forum's zone, whatever the clocks did before or do after it."""
    return dt.datetime.combine(day, dt.time(23, 59), FORUM_ZONE)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Everything inside happens at `moment`, which is aware."""
    token = _moved.set(moment)
    try:
        yield
    finally:
        _moved.reset(token)
