"""A dot for each city, moved apart where two would hide each other."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from forum.cities.atlas.windows import WIDTH, Window

APART = 11.0  # units between the middles of two dots
ROUNDS = 40
MOST = 2000  # with more than this, dots stay where they are


@dataclass(frozen=True)
class Dot:
    key: int  # the city's id
    x: float
    y: float

    @property
    def leans(self) -> str:
        """To which side its label runs, so that it stays on the map."""
        return "end" if self.x > WIDTH * 0.7 else "start"


def dots(window: Window, places: Iterable[tuple[int, float, float]]) -> list[Dot]:
    """`places` are (key, latitude, longitude); those outside the window have no dot."""
    return _laid_out(window, tuple(places))


@lru_cache(32)
def _laid_out(window: Window, places: tuple[tuple[int, float, float], ...]) -> list[Dot]:
    points = {key: window.place(latitude, longitude) for key, latitude, longitude in places}
    inside = {key: list(point) for key, point in points.items() if window.holds(point)}
    if len(inside) <= MOST:
        for _round in range(ROUNDS):
            if not _push_apart(inside, window):
                break
    return [Dot(key, round(x, 1), round(y, 1)) for key, (x, y) in inside.items()]


def _push_apart(points: dict[int, list[float]], window: Window) -> bool:
    """One round: every pair that is too near moves apart by half of what is missing. Whether any did."""
    cells: dict[tuple[int, int], list[int]] = {}
    for key, (x, y) in points.items():
        cells.setdefault((int(x // APART), int(y // APART)), []).append(key)
    moved = False
    for (column, row), keys in cells.items():
        near = [k for dx in (-1, 0, 1) for dy in (-1, 0, 1) for k in cells.get((column + dx, row + dy), ())]
        for one in keys:
            for other in near:
                if other > one:
                    moved |= _push(points[one], points[other], one)
    for point in points.values():
        point[0] = min(max(point[0], 0.0), float(WIDTH))
        point[1] = min(max(point[1], 0.0), float(window.height))
    return moved


def _push(one: list[float], other: list[float], seed: int) -> bool:
    dx, dy = other[0] - one[0], other[1] - one[1]
    distance = math.hypot(dx, dy)
    if distance >= APART - 0.05:
        return False
    if distance < 0.01:  # the same place: part them in a direction that is always the same
        dx, dy, distance = math.cos(seed), math.sin(seed), 1.0
        missing = APART / 2
    else:
        missing = (APART - distance) / 2
    for point, sign in ((one, -1), (other, 1)):
        point[0] += sign * missing * dx / distance
        point[1] += sign * missing * dy / distance
    return True
