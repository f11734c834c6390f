"""The meetings of the Forum of Mayors, from published sources in data/."""

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from forum.kit.config import ROOT

UNKNOWN = "not found in a source"


@dataclass(frozen=True)
class Edition:
    name: str
    starts_on: dt.date
    ends_on: dt.date
    place: str
    theme: str
    officers: str
    participation: str
    outcome: str
    sources: tuple[str, ...]


@lru_cache
def editions() -> tuple[Edition, ...]:
    """The newest first; what no source tells is left empty."""
    with (ROOT / "data" / "forum_editions.csv").open(encoding="utf-8") as file:
        rows = [_edition(row) for row in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: row.starts_on, reverse=True))


def _edition(row: dict[str, str]) -> Edition:
    told = {key: "" if value == UNKNOWN else value for key, value in row.items()}
    return Edition(
        told["name"],
        dt.date.fromisoformat(told["start_date"]),
        dt.date.fromisoformat(told["end_date"]),
        told["place"],
        told["theme"],
        told["officers"],
        told["participation"],
        told["outcome"],
        tuple(part.strip() for part in told["sources"].split(";") if part.strip()),
    )


def year_before(edition: Edition) -> tuple[dt.date, dt.date]:
    """What a report on an edition covers: from the day after the edition before it to its own last day."""
    older = [one.ends_on for one in editions() if one.ends_on < edition.starts_on]
    first = max(older) + dt.timedelta(days=1) if older else dt.date(edition.starts_on.year, 1, 1)
    return first, edition.ends_on
