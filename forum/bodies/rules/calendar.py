"""Whether a text can still be before a session: as a pre-session document, only as a short one, or no longer."""

import datetime as dt
from dataclasses import dataclass

from forum.bodies.calendar import Calendar, calendar_of, passed
from forum.kit import clock
from forum.kit.i18n import _, _n
from models import BodySession

PRE, IN, TOO_LONG, LATE = "pre-session", "in-session", "too-long", "late"
MEANINGS = {PRE: "agreed", IN: "waiting", TOO_LONG: "refused", LATE: "refused"}


@dataclass(frozen=True)
class Fit:
    """`until` is the deadline that the text has still to meet; none where it has met it or missed all of them."""

    kind: str
    sentence: str
    remedy: str = ""
    until: dt.datetime | None = None
    tight: bool = False  # it can be done, but hardly with what has still to happen

    @property
    def meaning(self) -> str:
        return "waiting" if self.tight and self.makes_it else MEANINGS[self.kind]

    @property
    def makes_it(self) -> bool:
        return self.kind in (PRE, IN)


def fit(session: BodySession, words: int, moment: dt.datetime, sent: bool = False) -> Fit:
    """What a text of so many words is for this session when it leaves the forum at `moment`; `sent`: it has left it."""
    calendar = calendar_of(session)
    if not passed(calendar.pre_session, moment):
        sentence = _("It came in time as a pre-session document.") if sent else _("It can still be a pre-session document.")
        return Fit(PRE, sentence, until=None if sent else clock.end_of(calendar.pre_session))
    if passed(calendar.last, moment):
        sentence = _("It came too late for this session.") if sent else _("It can no longer be before this session.")
        return Fit(LATE, sentence, "" if sent else _("Choose a later session."))
    return _short(calendar, words, sent)


def _short(calendar: Calendar, words: int, sent: bool) -> Fit:
    """After the first deadline, where only short documents are taken."""
    until = None if sent else clock.end_of(calendar.last)
    if words > calendar.words:
        over = words - calendar.words
        sentence = _(
            "In-session documents have at most %(most)s words, and it has %(words)s.", most=calendar.words, words=words
        )
        remedy = _n("Make it shorter by one word, or choose a later session.",
                    "Make it shorter by %(num)s words, or choose a later session.", over)  # fmt: skip
        return Fit(TOO_LONG, sentence, "" if sent else remedy, until)
    sentence = _("It came as an in-session document.") if sent else _("It can only be an in-session document now.")
    length = _("It has %(words)s of at most %(most)s words.", words=words, most=calendar.words)
    return Fit(IN, f"{sentence} {length}", until=until)
