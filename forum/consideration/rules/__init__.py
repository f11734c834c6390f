"""Who may do what with a path, with what a body answered, and with the follow-up."""

from forum.consideration.rules.paths import (
    can_defer_to,
    can_refer_to,
    corrects,
    drops,
    enters,
    may_answer,
    possible_day,
    sends,
    takes_back,
)

__all__ = [
    "can_defer_to",
    "can_refer_to",
    "corrects",
    "drops",
    "enters",
    "may_answer",
    "possible_day",
    "sends",
    "takes_back",
]
