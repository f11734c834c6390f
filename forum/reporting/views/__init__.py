"""Pages of the chain, the tracker and the numbers."""

from forum.reporting.views import numbers
from forum.reporting.views.blueprint import blueprint

__all__ = ["blueprint", "numbers"]
