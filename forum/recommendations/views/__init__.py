"""Pages of recommendations; each file adds its addresses to one blueprint."""

from forum.recommendations.views import (
    evidence,
    feeds,
    joining,
    languages,
    merging,
    moves,
    pages,
    points,
    proposals,
    sponsors,
    writing,
)
from forum.recommendations.views.blueprint import blueprint

__all__ = [
    "blueprint", "evidence", "feeds", "joining", "languages", "merging", "moves", "pages", "points", "proposals",
    "sponsors", "writing",
]  # fmt: skip
