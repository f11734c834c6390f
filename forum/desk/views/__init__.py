"""The front page, each person's desk, and the pages about the forum itself."""

from forum.desk.views import about, desk, feeds, front, robots
from forum.desk.views.blueprint import blueprint
from forum.desk.views.door import door_panel

__all__ = ["about", "blueprint", "desk", "door_panel", "feeds", "front", "robots"]
