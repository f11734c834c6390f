"""A map as a template draws it: land, graticule, and a named dot for each city."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forum.cities import countries
from forum.cities.atlas import land
from forum.cities.atlas.dots import Dot, dots
from forum.cities.atlas.windows import Window, around
from forum.cities.queries.directory import Outline
from models import City


@dataclass(frozen=True)
class Mark:
    dot: Dot
    slug: str
    name: str
    country: str


@dataclass(frozen=True)
class Chart:
    window: Window
    marks: list[Mark] = field(default_factory=list)
    outside: int = 0  # cities that lie beyond the edges

    @property
    def land(self) -> str:
        return land.outline(self.window)

    @property
    def graticule(self) -> str:
        return land.graticule(self.window)


def chart(window: Window, cities: Sequence[Outline]) -> Chart:
    by_id, names = {city.id: city for city in cities}, countries.names()
    placed = dots(window, [city.place for city in cities])
    marks = [
        Mark(dot, city.slug, city.name, names.get(city.country_iso2, city.country_iso2))
        for dot in placed
        if (city := by_id[dot.key])
    ]
    return Chart(window, marks, len(cities) - len(marks))


def locator(city: City) -> Chart:
    """Where one city lies."""
    window = around(city.latitude, city.longitude)
    x, y = window.place(city.latitude, city.longitude)
    return Chart(window, [Mark(Dot(city.id, round(x, 1), round(y, 1)), city.slug, city.name, "")])
