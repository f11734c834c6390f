"""Loading recommendations: one and many, what they can rest on, and the secretariat's queue."""

from forum.recommendations.queries.recommendations import find, visible_to

__all__ = ["find", "visible_to"]
