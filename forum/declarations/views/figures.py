"""Small drawings of numbers: columns over time and bars, placed here so that a template only writes them down."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date

from forum.kit.dates import LOCALES
from forum.kit.i18n import language

WIDTH, HEIGHT, GAP, WIDEST = 960, 110, 0.3, 28  # units; the share of a step that stays empty
MOST = 36  # months; longer spans are counted by year


@dataclass(frozen=True)
class Column:
    label: str
    count: int
    x: float
    y: float
    width: float
    height: float


def over_time(counts: Mapping[dt.date, int]) -> list[Column]:
    """Counts by first day of the month; months in which nothing was done have their place."""
    if not counts:
        return []
    points = _months(counts)
    if len(points) > MOST:
        years = sorted({day.year for day, _count in points})
        points = [(dt.date(year, 1, 1), sum(c for day, c in points if day.year == year)) for year in years]
        return _placed([(str(day.year), count) for day, count in points])
    return _placed([(month_name(day), count) for day, count in points])


def month_name(day: dt.date) -> str:
    """ "March 2027"."""
    code = language()
    return str(format_date(day, "LLLL y", locale=LOCALES.get(code, code)))


def share(count: int, most: int) -> float:
    """Of a bar of 100 units; the smallest number can still be seen."""
    return round(max(100 * count / most, 1), 1) if most and count else 0


def _months(counts: Mapping[dt.date, int]) -> list[tuple[dt.date, int]]:
    day, last, found = min(counts), max(counts), []
    while day <= last:
        found.append((day, counts.get(day, 0)))
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return found


def _placed(points: list[tuple[str, int]]) -> list[Column]:
    """Over the whole width; a column is never so wide that it looks like an area."""
    most, step = max(count for _label, count in points), WIDTH / len(points)
    width = min(step * (1 - GAP), WIDEST)
    columns = []
    for place, (label, count) in enumerate(points):
        height = round(max(HEIGHT * count / most, 2), 1) if count else 0
        left = place * step + (step - width) / 2
        columns.append(Column(label, count, round(left, 1), HEIGHT - height, round(width, 1), height))
    return columns
