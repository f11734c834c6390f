"""Whether a recommendation, at its stage and length today, can still be before a session of a body."""

import datetime as dt
from dataclasses import replace
from typing import Any

from forum.bodies.rules import Fit, fit
from forum.bodies.rules.calendar import LATE
from forum.kit.i18n import _, _l
from models import BodySession, Path, Recommendation
from models.recommendation import Stage

# What has still to happen before it leaves the forum, and the days that this takes where it goes well.
STILL: dict[str, tuple[Any, int]] = {
    Stage.DRAFT: (_l("It has still to be submitted, screened, cleared by the Bureau and forwarded."), 14),
    Stage.SUBMITTED: (_l("It has still to be screened, cleared by the Bureau and forwarded."), 10),
    Stage.SCREENING: (_l("It has still to be screened, cleared by the Bureau and forwarded."), 10),
    Stage.RETURNED: (_l("It is with its sponsors, and has still to be screened, cleared by the Bureau and forwarded."), 12),
    Stage.RESUBMITTED: (_l("It has still to be screened, cleared by the Bureau and forwarded."), 10),
    Stage.ACCEPTED: (_l("It has still to be cleared by the Bureau and forwarded."), 5),
    Stage.CLEARED: (_l("It has still to be forwarded: one person prepares that, another confirms it."), 2),
}
ENDED = (Stage.MERGED, Stage.WITHDRAWN, Stage.NOT_FORWARDED)


def length(row: Recommendation) -> int:
    """Words of what is asked, why and at what cost, with the title: what the document of the session would hold."""
    return sum(len(text.split()) for text in (row.title, row.asked, row.why, row.costs))


def making(row: Recommendation, session: BodySession, moment: dt.datetime) -> Fit:
    """For one that has not left the forum yet."""
    if row.stage in ENDED:
        return Fit(LATE, _("It goes to no session any more."))
    found = fit(session, length(row), moment)
    if not found.makes_it or row.stage not in STILL:
        return found
    still, days = STILL[row.stage]
    tight = found.until is not None and found.until - moment < dt.timedelta(days=days)
    hint = " ".join([str(still), _("Time is short.")]) if tight else str(still)
    return replace(found, remedy=hint, tight=tight)


def made(row: Recommendation, path: Path, session: BodySession) -> Fit:
    """For one that was sent on this path."""
    assert path.forwarded_at is not None
    return fit(session, length(row), path.forwarded_at, sent=True)
