"""Lambert's azimuthal equal-area projection: every land in its true size, seen from above a centre that can be chosen."""

import math
from functools import lru_cache

Point = tuple[float, float]
TINY = 1e-9  # keeps the one point that has no place, the antipode, from dividing by zero


@lru_cache(64)
def _of_centre(centre: Point) -> tuple[float, float, float]:
    phi = math.radians(centre[0])
    return math.sin(phi), math.cos(phi), math.radians(centre[1])


def project(centre: Point, latitude: float, longitude: float) -> Point:
    """On a sphere of radius 1: x to the east, y to the south, (0, 0) at the centre."""
    sine, cosine, middle = _of_centre(centre)
    phi, lam = math.radians(latitude), math.radians(longitude) - middle
    sphi, cphi, clam = math.sin(phi), math.cos(phi), math.cos(lam)
    scale = math.sqrt(2 / max(1 + sine * sphi + cosine * cphi * clam, TINY))
    return scale * cphi * math.sin(lam), -scale * (cosine * sphi - sine * cphi * clam)


def is_near(centre: Point, latitude: float, longitude: float) -> bool:
    """On the half of the earth around the centre."""
    sine, cosine, middle = _of_centre(centre)
    phi = math.radians(latitude)
    return sine * math.sin(phi) + cosine * math.cos(phi) * math.cos(math.radians(longitude) - middle) > 0
