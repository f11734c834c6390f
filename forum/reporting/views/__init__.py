"""Pages of the chain, the tracker and the numbers."""

from forum.reporting.views import chains, numbers
from forum.reporting.views.blueprint import blueprint

__all__ = ["blueprint", "chains", "numbers"]
