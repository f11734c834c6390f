"""The map: land rings are closed, dots fall inside the viewBox and do not hide each other."""

import math
from itertools import combinations

import pytest

from forum.cities import countries
from forum.cities.atlas import dots, land
from forum.cities.atlas.projection import project
from forum.cities.atlas.windows import EUROPE, REGION, WIDTH, around

WINDOWS = (REGION, EUROPE, around(41.5, -8.4), around(43.2, 76.9), around(6.25, -75.56))
BRAGA, TORONTO, ALMATY = (41.55, -8.42), (43.7, -79.4), (43.25, 76.95)


@pytest.mark.parametrize("detail", ["110m", "50m"])
def test_every_ring_of_land_is_closed_as_it_is_read(detail):
    rings = land.rings(detail)
    assert len(rings) > 100
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)
    assert all(-90.01 <= latitude <= 90 and -180.01 <= longitude <= 180.01 for ring in rings for latitude, longitude in ring)


@pytest.mark.parametrize("window", WINDOWS, ids=lambda w: f"{w.name}-{w.centre[0]}")
def test_every_ring_is_closed_as_it_is_drawn_and_stays_near_the_window(window):
    drawn = land.drawn(window)
    assert drawn and all(ring[0] == ring[-1] and len(ring) > 3 for ring in drawn)
    edge = land.MARGIN + 0.01
    assert all(-edge <= x <= WIDTH + edge and -edge <= y <= window.height + edge for ring in drawn for x, y in ring)
    path = land.outline(window)
    assert path.count("M") == path.count("z") == len(drawn) and len(path) < 24_000


def test_the_projection_keeps_areas():
    """A cell of ten by ten degrees has the same area wherever its centre stands, as on the sphere."""
    for latitude, longitude in ((40, -80), (60, 20), (45, 70)):
        corners = [(latitude + a, longitude + b) for a, b in ((0, 0), (0, 1), (1, 1), (1, 0))]
        points = [project(REGION.centre, *corner) for corner in corners]
        area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2
        true = math.radians(1) * (math.sin(math.radians(latitude + 1)) - math.sin(math.radians(latitude)))
        assert area == pytest.approx(true, rel=0.01)


def test_west_is_left_of_europe_and_the_pole_above_it():
    braga, toronto, almaty, pole = (REGION.place(*place) for place in (BRAGA, TORONTO, ALMATY, (90, 0)))
    assert toronto[0] < braga[0] < almaty[0] and pole[1] < braga[1]


def test_all_reference_cities_lie_within_the_region():
    """Except those of Hawaii, which the list has."""
    outside = {p.name for p in countries.places() if not REGION.holds(REGION.place(p.latitude, p.longitude))}
    assert len(outside) < 10, outside


@pytest.mark.parametrize("window", [REGION, EUROPE], ids=["region", "europe"])
def test_dots_stay_inside_and_apart(window):
    places = [(number, p.latitude, p.longitude) for number, p in enumerate(countries.places()[:120])]
    places += [(200, *BRAGA), (201, *BRAGA), (202, *BRAGA)]
    found = dots.dots(window, places)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= window.height for dot in found)
    nearest = min(math.hypot(a.x - b.x, a.y - b.y) for a, b in combinations(found, 2))
    assert nearest > 8, "two dots hide each other"
    assert dots.dots(window, places) == found, "the same cities lie in the same places"


def test_a_dot_alone_stands_where_the_city_is():
    (dot,) = dots.dots(EUROPE, [(1, *BRAGA)])
    assert (dot.x, dot.y) == pytest.approx(EUROPE.place(*BRAGA), abs=0.1)


def test_two_of_one_place_are_parted():
    one, other = dots.dots(EUROPE, [(1, *BRAGA), (2, *BRAGA)])
    assert math.hypot(one.x - other.x, one.y - other.y) > dots.APART - 1
