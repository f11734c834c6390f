"""Pages of the chain, the tracker, the numbers and the report."""

from forum.reporting.views import chains, committee, numbers, tracker
from forum.reporting.views.blueprint import blueprint

__all__ = ["blueprint", "chains", "committee", "numbers", "tracker"]
