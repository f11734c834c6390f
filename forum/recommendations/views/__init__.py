"""Pages of recommendations; each file adds its addresses to one blueprint."""

from forum.recommendations.views import drafting, evidence, feeds, moves, pages, queue
from forum.recommendations.views.blueprint import blueprint

__all__ = ["blueprint", "drafting", "evidence", "feeds", "moves", "pages", "queue"]
