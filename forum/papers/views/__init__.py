"""Pages of papers; each file adds its addresses to one blueprint."""

from forum.papers.views import acts, pages, panels
from forum.papers.views.blueprint import blueprint

__all__ = ["acts", "blueprint", "pages", "panels"]
