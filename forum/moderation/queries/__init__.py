"""Reading what waits for a moderator, what was decided, and the public log."""

from forum.moderation.queries.decisions import appeal_waits, decisions_on, get_decision, latest_against, log
from forum.moderation.queries.waiting import appeals, cases, counts, flags_on, held, next_case, was_flagged

__all__ = [
    "appeal_waits",
    "appeals",
    "cases",
    "counts",
    "decisions_on",
    "flags_on",
    "get_decision",
    "held",
    "latest_against",
    "log",
    "next_case",
    "was_flagged",
]
