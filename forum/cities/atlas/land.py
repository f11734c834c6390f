"""Land without borders, from Natural Earth's TopoJSON: decoded, projected, cut to a window, thinned, written as one path."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from forum.cities.atlas.projection import Point, is_near
from forum.cities.atlas.windows import WIDTH, Window
from forum.kit.config import ROOT

Ring = list[Point]
MARGIN = 4  # units beyond the edge, so that no coast is drawn along it
THIN = 1.1  # a point nearer than this to the one before adds nothing that can be seen
SMALLEST = 3.0  # square units: smaller islands are not drawn


@lru_cache(2)
def rings(detail: str) -> tuple[tuple[Point, ...], ...]:
    """Every ring of the file as (latitude, longitude), closed."""
    topology = json.loads((ROOT / "data" / "basemap" / f"land-{detail}.json").read_text())
    arcs = [list(_positions(arc, topology["transform"])) for arc in topology["arcs"]]
    polygons = [polygon for geometry in topology["objects"]["land"]["geometries"] for polygon in geometry["arcs"]]
    return tuple(tuple(_joined(arcs, ring)) for polygon in polygons for ring in polygon)


@lru_cache(64)
def outline(window: Window) -> str:
    """The path's `d`, in whole units and relative steps."""
    return "".join(_spelt(ring) for ring in drawn(window))


def drawn(window: Window) -> list[Ring]:
    """The rings as they are drawn, each closed, none that nobody would see."""
    found = []
    for ring in rings(window.detail):
        if not any(is_near(window.centre, *point) for point in ring):
            continue
        cut = _cut([window.place(*point) for point in ring], window)
        thin = _thinned(cut)
        if len(thin) > 3 and abs(_area(thin)) >= SMALLEST:
            found.append(thin)
    return found


@lru_cache(16)
def graticule(window: Window, step: int = 20) -> str:
    """Meridians and parallels: what the eye needs to see that this is the earth."""
    lines = [[(latitude, meridian) for latitude in range(0, 81, 5)] for meridian in range(-180, 180, 30)]
    lines += [[(parallel, longitude) for longitude in range(-180, 181, 6)] for parallel in range(step, 81, step)]
    return "".join(_spelt([window.place(*point) for point in line], "") for line in lines)


def _positions(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """Delta-coded steps of a grid back into degrees."""
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield (
            y * transform["scale"][1] + transform["translate"][1],
            x * transform["scale"][0] + transform["translate"][0],
        )


def _joined(arcs: list[Ring], ids: list[int]) -> Ring:
    """Arcs end to end; a negative id is an arc read backwards."""
    ring: Ring = []
    for identity in ids:
        arc = arcs[identity] if identity >= 0 else arcs[~identity][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _cut(ring: Ring, window: Window) -> Ring:
    """Sutherland and Hodgman: the part inside the window, edge after edge."""
    low, right, bottom = -MARGIN, WIDTH + MARGIN, window.height + MARGIN
    for axis, limit, inside in (
        (0, low, _at_least),
        (0, right, _at_most),
        (1, low, _at_least),
        (1, bottom, _at_most),
    ):
        ring = _cut_at(ring, axis, limit, inside)
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def _cut_at(ring: Ring, axis: int, limit: float, inside: Callable[[float, float], bool]) -> Ring:
    kept: Ring = []
    for before, point in zip([ring[-1], *ring] if ring else [], ring, strict=False):
        if inside(before[axis], limit) != inside(point[axis], limit):
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if inside(point[axis], limit):
            kept.append(point)
    return kept


def _at_least(value: float, limit: float) -> bool:
    return value >= limit


def _at_most(value: float, limit: float) -> bool:
    return value <= limit


def _thinned(ring: Ring) -> Ring:
    kept: Ring = []
    for point in ring:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= THIN:
            kept.append(point)
    return [*kept[:-1], kept[0]] if len(kept) > 3 and kept[-1] == ring[-1] else [*kept, kept[0]] if kept else kept


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _spelt(ring: Ring, end: str = "z") -> str:
    whole = [(round(x), round(y)) for x, y in ring]
    points = whole[:-1] if end else whole
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if a != b]
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-") + end
