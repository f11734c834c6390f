"""The numbers of a dossier, counted over the recommendations that it holds; each with what exactly it counts."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from forum.kit.i18n import _l

DEFINITIONS: dict[str, tuple[Any, Any]] = {
    "recommendations": (_l("Recommendations"), _l("Recommendations that were forwarded to this session.")),
    "asks": (_l("Asks"), _l("Numbered asks of these recommendations.")),
    "cities": (
        _l("Sponsoring cities"),
        _l("Cities whose mayors agreed to the words of at least one of them; each city counts once."),
    ),
    "countries": (_l("Countries"), _l("Countries of these cities; each counts once.")),
}


def statistics(entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Counts, and lists of [key, count]: the largest first, equal ones by key."""
    sponsors = {(s["city"], s["country"]) for one in entries for s in one["sponsors"]}
    return {
        "recommendations": len(entries),
        "asks": sum(len(one["asks"]) for one in entries),
        "cities": len(sponsors),
        "countries": len({country for _city, country in sponsors}),
        "by_country": _ranked(country for _city, country in sponsors),
        "by_theme": _ranked(theme for one in entries for theme in one["themes"]),
    }


def _ranked(keys: Any) -> list[list[Any]]:
    return [[key, count] for key, count in sorted(Counter(keys).items(), key=lambda pair: (-pair[1], pair[0]))]
