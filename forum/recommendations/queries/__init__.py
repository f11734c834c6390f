"""Loading recommendations: one and many, what they can rest on, the secretariat's queue, and the chain."""

from forum.recommendations.queries.chains import (
    chain_for_city,
    chain_for_clause,
    chain_for_declaration,
    chain_for_experience,
    chain_of,
)
from forum.recommendations.queries.recommendations import find, visible_to

__all__ = [
    "chain_for_city",
    "chain_for_clause",
    "chain_for_declaration",
    "chain_for_experience",
    "chain_of",
    "find",
    "visible_to",
]
