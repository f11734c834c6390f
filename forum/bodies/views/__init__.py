"""Pages of bodies; each file adds its addresses to one blueprint."""

from forum.bodies.views import agenda, bodies, feeds, members, sessions
from forum.bodies.views.blueprint import blueprint

__all__ = ["agenda", "blueprint", "bodies", "feeds", "members", "sessions"]
