"""Pages of cities: the directory with its map, a city, and the accreditation by two persons."""

from forum.cities.views import accreditation, city, directory
from forum.cities.views.common import as_subjects, blueprint

__all__ = ["accreditation", "as_subjects", "blueprint", "city", "directory"]
