"""Pages of the ways through the bodies; each file adds its addresses to one blueprint."""

from forum.consideration.views import answers, documents, follow_up, forwarding, paths, room, room_acts, room_answers
from forum.consideration.views.blueprint import blueprint

__all__ = [
    "answers",
    "blueprint",
    "documents",
    "follow_up",
    "forwarding",
    "paths",
    "room",
    "room_acts",
    "room_answers",
]
