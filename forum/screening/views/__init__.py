"""Pages of the desk; each file adds its addresses to one blueprint."""

from forum.screening.views import publishing, queue, review
from forum.screening.views.blueprint import blueprint

__all__ = ["blueprint", "publishing", "queue", "review"]
