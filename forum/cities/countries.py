"""Country names as the United Nations writes them, in the reader's language, and the reference cities, from data/."""

import csv
from dataclasses import dataclass
from functools import lru_cache

from forum.kit.config import ROOT
from forum.kit.templating import language
from forum.kit.text import folded

# States of cities outside the region, as they are written in the three languages.
BEYOND = {
    "CO": {"en": "Colombia", "fr": "Colombie", "ru": "Колумбия"},
    "TN": {"en": "Tunisia", "fr": "Tunisie", "ru": "Тунис"},
}
SOURCE = "GeoNames"


@dataclass(frozen=True)
class Place:
    """A city of the reference list; GeoNames, CC BY 4.0."""

    geoname_id: int
    name: str
    country_iso2: str
    latitude: float
    longitude: float
    population: int
    time_zone: str


def names(locale: str | None = None) -> dict[str, str]:
    """By ISO code, sorted by name; in the reader's language unless another is asked for."""
    return _names(locale or language())


def name(iso2: str) -> str:
    return names().get(iso2, iso2)


@lru_cache
def places() -> tuple[Place, ...]:
    """The largest first."""
    with (ROOT / "data" / "unece_cities_50k.csv").open(encoding="utf-8") as file:
        rows = [
            Place(
                int(row["geonameid"]), row["name"], row["country_iso2"], float(row["latitude"]), float(row["longitude"]),
                int(row["population"]), row["timezone"],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip
    return tuple(sorted(rows, key=lambda place: -place.population))


@lru_cache
def place(geoname_id: int) -> Place | None:
    return next((place for place in places() if place.geoname_id == geoname_id), None)


def find_places(words: str, limit: int = 20) -> list[Place]:
    """Places whose name begins with these words, then those that only hold them; the largest first."""
    sought = folded(words).strip()
    if not sought:
        return []
    begins = [place for place, known in _folded_places() if known.startswith(sought)]
    holds = [place for place, known in _folded_places() if sought in known and not known.startswith(sought)]
    return (begins + holds)[:limit]


@lru_cache
def reference_cities() -> dict[tuple[str, str], dict[str, str]]:
    """By (name, country)."""
    with (ROOT / "data" / "unece_cities_50k.csv").open(encoding="utf-8") as file:
        return {(row["name"], row["country_iso2"]): row for row in csv.DictReader(file)}


@lru_cache
def _folded_places() -> tuple[tuple[Place, str], ...]:
    return tuple((place, folded(place.name)) for place in places())


@lru_cache
def _names(locale: str) -> dict[str, str]:
    column = locale if locale in ("en", "fr", "ru") else "en"
    with (ROOT / "data" / "unece_member_states.csv").open(encoding="utf-8") as file:
        found = {row["iso2"]: row[f"name_{column}"] for row in csv.DictReader(file)}
    found |= {code: spelt[column] for code, spelt in BEYOND.items()}
    return dict(sorted(found.items(), key=lambda entry: folded(entry[1])))
