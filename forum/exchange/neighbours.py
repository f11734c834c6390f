"""Which member States touch each other on land, from data/land_neighbours.csv; says nothing about where a border runs."""

import csv
from functools import lru_cache

from forum.kit.config import ROOT


@lru_cache
def neighbours() -> dict[str, frozenset[str]]:
    with (ROOT / "data" / "land_neighbours.csv").open(encoding="utf-8") as file:
        return {row["iso2"]: frozenset(row["neighbours"].split()) for row in csv.DictReader(file)}


def are_neighbours(one: str, other: str) -> bool:
    return other in neighbours().get(one, frozenset())
