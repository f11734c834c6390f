"""Who keeps the bodies, and what the calendar of a session says of a text."""

from forum.bodies.rules.calendar import Fit, fit
from forum.bodies.rules.keeping import (
    can_keep,
    can_remove_item,
    free_name,
    good_days,
    good_documents_day,
    good_parent,
    good_term,
)
from forum.bodies.rules.members import holds_seat, may_speak

__all__ = [
    "Fit",
    "can_keep",
    "can_remove_item",
    "fit",
    "free_name",
    "good_days",
    "good_documents_day",
    "good_parent",
    "good_term",
    "holds_seat",
    "may_speak",
]
