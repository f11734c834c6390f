"""The facets of the directory, counted from the outlines of the cities that match the words."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from forum.cities.queries.directory import HAS, Choice, Outline
from forum.kit.i18n import _

Address = Callable[..., str]


def groups(cities: Sequence[Outline], choice: Choice, address: Address) -> list[dict[str, Any]]:
    """As `ui/parts.html` draws them; choosing a chosen option again takes it back."""
    return [
        {"label": _("Has posted"), "options": _has(cities, choice, address)},
        {"label": _("Accredited since"), "options": _since(cities, choice, address)},
    ]


def countries(cities: Sequence[Outline], choice: Choice, names: dict[str, str]) -> list[dict[str, Any]]:
    """For a list to choose from: only those that have a city."""
    counts = Counter(city.country_iso2 for city in cities if choice.fits(city, but="country"))
    return [
        {"label": name, "count": counts[code], "current": choice.country == code, "value": code}
        for code, name in names.items()
        if counts[code] or choice.country == code
    ]


def _has(cities: Sequence[Outline], choice: Choice, address: Address) -> list[dict[str, Any]]:
    labels = {"challenges": _("Challenges"), "experiences": _("Experiences")}
    rest = [city for city in cities if choice.fits(city, but="has")]
    return [_option(labels[kind], sum(1 for city in rest if getattr(city, kind)), choice.has == kind, "has", kind, address)
            for kind in HAS]  # fmt: skip


def _since(cities: Sequence[Outline], choice: Choice, address: Address) -> list[dict[str, Any]]:
    years = [city.accredited_at.year for city in cities if choice.fits(city, but="since")]
    return [_option(str(year), sum(1 for one in years if one >= year), choice.since == year, "since", year, address)
            for year in sorted({*years, *([choice.since] if choice.since else [])}, reverse=True)]  # fmt: skip


def _option(label: str, count: int, current: bool, facet: str, value: Any, address: Address) -> dict[str, Any]:
    return {"label": label, "count": count, "current": current, "url": address(**{facet: None if current else value})}
