"""Who may do what in the exchange, each as a Verdict with its sentence."""

from forum.exchange.rules.adoptions import can_adopt, can_tell_outcome, outcome_due
from forum.exchange.rules.challenges import can_answer, can_answer_with, can_close
from forum.exchange.rules.contributions import can_ask_contact, can_contribute, can_edit, is_visible, sees_contact

__all__ = [
    "can_adopt",
    "can_answer",
    "can_answer_with",
    "can_ask_contact",
    "can_close",
    "can_contribute",
    "can_edit",
    "can_tell_outcome",
    "is_visible",
    "outcome_due",
    "sees_contact",
]
