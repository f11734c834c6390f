"""The acts of the exchange, as a person would say them."""

from forum.exchange.operations.adoptions import adopt, tell_outcome
from forum.exchange.operations.challenges import answer, close
from forum.exchange.operations.contacts import ask_contact
from forum.exchange.operations.counts import recount
from forum.exchange.operations.publishing import publish, publish_draft, save_draft
from forum.exchange.operations.revising import restore, revise

__all__ = [
    "adopt",
    "answer",
    "ask_contact",
    "close",
    "publish",
    "publish_draft",
    "recount",
    "restore",
    "revise",
    "save_draft",
    "tell_outcome",
]
