"""The front page, each person's desk, and the pages about the forum itself."""

from forum.desk.views import desk, front
from forum.desk.views.blueprint import blueprint
from forum.desk.views.door import door_panel

__all__ = ["blueprint", "desk", "door_panel", "front"]
