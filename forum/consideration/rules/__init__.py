"""Who may do what with a path, with what a body answered, and with the follow-up."""

from forum.consideration.rules.follow_up import can_end_undertaking, can_undertake, plans
from forum.consideration.rules.paths import (
    can_defer_to,
    can_refer_to,
    corrects,
    drops,
    enters,
    may_answer,
    may_correct,
    possible_day,
    sends,
    takes_back,
)

__all__ = [
    "can_defer_to",
    "can_end_undertaking",
    "can_refer_to",
    "can_undertake",
    "corrects",
    "drops",
    "enters",
    "may_answer",
    "may_correct",
    "plans",
    "possible_day",
    "sends",
    "takes_back",
]
