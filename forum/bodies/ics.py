"""Sessions and their deadlines as a calendar that others can subscribe to (RFC 5545).

A session is an event of whole days; a deadline is a moment, in UTC: no reader needs the rules by which clocks change.
Each keeps its identifier for as long as it exists, so that a calendar that is read again moves events and doubles none.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 75  # octets of a line; what is longer goes on in the next line after a blank
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """`days` are the first and the last of whole days; else it is the moment `at`."""

    uid: str
    title: str
    changed: dt.datetime
    days: tuple[dt.date, dt.date] | None = None
    at: dt.datetime | None = None
    place: str = ""
    text: str = ""
    url: str = ""


def calendar(name: str, host: str, events: Iterable[Event]) -> bytes:
    """The whole file, lines ended and folded as the standard says."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_plain(host)}//Sessions of bodies//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT12H"]
    for event in events:
        lines += ["BEGIN:VEVENT", *_lines(event), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line)).encode()


def escaped(text: str) -> str:
    """As a value of the type TEXT; what a calendar cannot hold is left out."""
    kept = "".join(sign for sign in text.replace("\r\n", "\n") if sign in "\n\t" or ord(sign) >= 32)
    return kept.translate(ESCAPED)


def fold(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never broken within a character."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece


def _lines(event: Event) -> Iterator[str]:
    yield f"UID:{_plain(event.uid)}"
    yield f"DTSTAMP:{_moment(event.changed)}"
    yield f"LAST-MODIFIED:{_moment(event.changed)}"
    if event.days:
        yield f"DTSTART;VALUE=DATE:{event.days[0]:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.days[1] + dt.timedelta(days=1):%Y%m%d}"  # the day after the last
    elif event.at:
        yield f"DTSTART:{_moment(event.at)}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{escaped(event.place)}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    if event.url:
        yield f"URL:{_plain(event.url)}"
    yield "TRANSP:TRANSPARENT"  # it makes nobody busy


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _plain(text: str) -> str:
    """Values that are not TEXT: without signs that would end the line."""
    return "".join(sign for sign in text if ord(sign) > 32)
