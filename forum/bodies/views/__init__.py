"""Pages of bodies; each file adds its addresses to one blueprint."""

from forum.bodies.views import bodies
from forum.bodies.views.blueprint import blueprint

__all__ = ["blueprint", "bodies"]
