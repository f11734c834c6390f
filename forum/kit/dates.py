"""Dates and spans in words; each is worked out once, since a page of comments asks for the same ones again and again."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_timedelta

from forum.kit.clock import FORUM_ZONE
from forum.kit.i18n import _

MOST = 8192
LOCALES = {"en": "en_GB"}  # the United Nations write the day before the month
LONG = {"ru": "d MMMM y 'года'"}  # the word in full: “г.” before the full stop of a sentence would give two
IN_DAYS = 21 * 86_400  # nearer than this, a deadline is counted in days and not in weeks
STEPS = ((3600, 60), (86_400, 3600))  # below so many seconds, counted in steps of so many
FIRST, LAST = dt.date(1945, 1, 1), dt.date(2199, 12, 31)


def sensible(*days: dt.date | None) -> bool:
    """No day before there were United Nations, none so far that what is counted from it falls off the calendar."""
    return all(day is None or FIRST <= day <= LAST for day in days)


def _locale(language: str) -> str:
    return LOCALES.get(language, language)


def rounded(span: dt.timedelta) -> int:
    """Seconds, no finer than the words will be."""
    seconds = span.total_seconds()
    step = next((step for below, step in STEPS if abs(seconds) < below), 86_400)
    return int(seconds / step) * step


@lru_cache(MOST)
def ago(seconds: int, language: str) -> str:
    if not seconds:
        return _("just now")
    by_day = 86_400 <= abs(seconds) < IN_DAYS
    return format_timedelta(
        dt.timedelta(seconds=seconds),
        granularity="day" if by_day else "second",
        threshold=IN_DAYS if by_day else 1,
        add_direction=True,
        locale=_locale(language),
    )


@lru_cache(MOST)
def long(day: dt.date, language: str) -> str:
    return format_date(day, LONG.get(language, "long"), locale=_locale(language))


@lru_cache(MOST)
def short(day: dt.date, language: str) -> str:
    return format_date(day, "d MMM y", locale=_locale(language))


@lru_cache(MOST)
def exact(moment: dt.datetime, zone: ZoneInfo, language: str) -> str:
    """In the forum's zone, and in the reader's where its clocks show something else. Needs the reader's request."""
    there, here = moment.astimezone(FORUM_ZONE), moment.astimezone(zone)
    place = _("Geneva")  # not within the f-string, where nobody would find it to translate it
    words = f"{format_date(there.date(), 'EEE d MMM y', locale=_locale(language))}, {there:%H:%M} {place}"
    if here.utcoffset() != there.utcoffset():
        day = "" if here.date() == there.date() else f"{format_date(here.date(), 'EEE d MMM', locale=_locale(language))}, "
        words += f" ({day}{here:%H:%M} {zone.key.split('/')[-1].replace('_', ' ')})"
    return words
