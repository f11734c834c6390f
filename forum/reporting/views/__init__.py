"""Pages of the chain, the tracker and the numbers."""

from forum.reporting.views import chains, committee, numbers
from forum.reporting.views.blueprint import blueprint

__all__ = ["blueprint", "chains", "committee", "numbers"]
