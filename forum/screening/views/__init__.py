"""Pages of the desk; each file adds its addresses to one blueprint."""

from forum.screening.views import bulk, publishing, queue, review, setting
from forum.screening.views.blueprint import blueprint

__all__ = ["blueprint", "bulk", "publishing", "queue", "review", "setting"]
