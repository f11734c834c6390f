"""The pages of the exchange; each module adds its addresses to the one blueprint."""

from forum.exchange.views import adoptions, challenges, feeds, files, history, lists, pages, writing
from forum.exchange.views.common import address, blueprint
from forum.exchange.views.panels import as_subjects, city_panel

__all__ = [
    "address",
    "adoptions",
    "as_subjects",
    "blueprint",
    "challenges",
    "city_panel",
    "feeds",
    "files",
    "history",
    "lists",
    "pages",
    "writing",
]
