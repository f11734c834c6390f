"""Who keeps the bodies."""

from forum.bodies.rules.keeping import can_keep

__all__ = ["can_keep"]
