"""Country names as the United Nations writes them, and coordinates of reference cities, from data/."""

import csv
from functools import lru_cache

from forum.kit.config import ROOT

BEYOND = {"TN": "Tunisia", "CO": "Colombia"}  # States of demo cities outside the region


@lru_cache
def names() -> dict[str, str]:
    with (ROOT / "data" / "unece_member_states.csv").open(encoding="utf-8") as file:
        return {row["iso2"]: row["name_en"] for row in csv.DictReader(file)} | BEYOND


@lru_cache
def reference_cities() -> dict[tuple[str, str], dict[str, str]]:
    """By (name, country); GeoNames, CC BY 4.0."""
    with (ROOT / "data" / "unece_cities_50k.csv").open(encoding="utf-8") as file:
        return {(row["name"], row["country_iso2"]): row for row in csv.DictReader(file)}
