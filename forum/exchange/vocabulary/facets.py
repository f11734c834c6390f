"""Themes, goals, principles and indicators, with their names in the reader's language."""

import csv
from functools import lru_cache
from typing import Any

from forum.kit.config import ROOT
from forum.kit.i18n import _, _l

FACETS = ("theme", "sdg", "principle", "indicator")
# The seven aspirations of the first declaration of the Forum.
THEMES = {
    "resilience": _l("Resilience"),
    "climate": _l("Climate action"),
    "green": _l("Greener cities"),
    "energy": _l("Sustainable energy"),
    "transport": _l("Sustainable transport"),
    "housing": _l("Affordable, healthy housing"),
    "inclusion": _l("Equity and inclusion"),
}
# The San Marino Declaration; keys and order as in data/san_marino_principles.csv.
PRINCIPLES = {
    "people": _l("People-centrality, social responsibility and inclusivity"),
    "culture": _l("Cultural identity, values and heritage"),
    "resources": _l("Resource efficiency and circularity"),
    "safety": _l("Safety and health"),
    "nature": _l("Respect for nature"),
    "climate": _l("Climate neutrality"),
    "smart": _l("Smart technology and communication solutions"),
    "resilience": _l("Resilience, durability, functionality and foresight"),
    "affordability": _l("Affordability and accessibility"),
    "interdisciplinary": _l("Interdisciplinary cooperation and networking"),
    "engagement": _l("Engagement with local communities"),
}


@lru_cache
def goals() -> dict[str, dict[str, str]]:
    """Number -> language -> title, as the United Nations words it."""
    with (ROOT / "data" / "sdgs.csv").open(encoding="utf-8") as file:
        return {r["number"]: {code: r[f"title_{code}"] for code in ("en", "fr", "ru")} for r in csv.DictReader(file)}


def goal(number: str, language: str) -> str:
    """ "Sustainable cities and communities"."""
    titles = goals().get(number, {})
    return titles.get(language) or titles.get("en", number)


@lru_cache
def indicators() -> dict[str, str]:
    """Code -> name of the U4SSC key performance indicators, in English as published."""
    return {row["code"]: row["name"] for row in _rows()}


@lru_cache
def indicator_groups() -> dict[str, list[tuple[str, str]]]:
    """Dimension and part -> (code, name), in the order of the catalogue."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in _rows():
        dimension, part = row["dimension"], row["sub_dimension"]
        part = part if dimension == part else f"{dimension}: {part}"
        groups.setdefault(part, []).append((row["code"], row["name"]))
    return groups


def label(facet: str, value: str, language: str) -> str:
    """The name of a tag in words."""
    if facet == "sdg":
        return _("Goal %(number)s: %(title)s", number=value, title=goal(value, language))
    if facet == "indicator":
        return indicators().get(value, value)
    names: dict[str, Any] = THEMES if facet == "theme" else PRINCIPLES
    return str(names.get(value, value))


@lru_cache
def _rows() -> list[dict[str, str]]:
    with (ROOT / "data" / "u4ssc_kpis.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
