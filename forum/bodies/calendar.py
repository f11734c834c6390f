"""The calendar of documents, counted from a session as conference services count it.

Pre-session documents are due some weeks before the first day, unless the body has said another day; in-session documents,
which must be short, some weeks before it; what follows from the session some weeks after its last day. The weeks and the
words are settings of the installation. Each day is a deadline at its last minute in the forum's zone.
"""

import datetime as dt
from dataclasses import dataclass

from forum.kit import clock, site
from models import BodySession

MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Calendar:
    pre_session: dt.date
    in_session: dt.date | None  # none where the body takes pre-session documents for longer
    post_session: dt.date
    words: int  # that an in-session document has at most
    said: bool  # the body has named the day itself

    @property
    def last(self) -> dt.date:
        """The last day on which a document for this session can be handed in."""
        return self.in_session or self.pre_session

    @property
    def rows(self) -> list[tuple[str, dt.datetime]]:
        """Each kind with its deadline, in the order in which they come."""
        days = [("pre-session", self.pre_session), ("in-session", self.in_session), ("post-session", self.post_session)]
        return [(kind, clock.end_of(day)) for kind, day in days if day]


def calendar_of(session: BodySession) -> Calendar:
    pre = session.documents_due_on or _before(session.starts_on, "pre_session_weeks")
    within = _before(session.starts_on, "in_session_weeks")
    return Calendar(
        pre,
        within if within > pre else None,
        session.ends_on + dt.timedelta(weeks=_number("post_session_weeks")),
        _number("in_session_words"),
        session.documents_due_on is not None,
    )


def passed(day: dt.date, moment: dt.datetime) -> bool:
    """Whether a day is over as a deadline: its last minute still counts."""
    return moment >= clock.end_of(day) + MINUTE


def _before(day: dt.date, name: str) -> dt.date:
    return day - dt.timedelta(weeks=_number(name))


def _number(name: str) -> int:
    return int(site.value(name))
