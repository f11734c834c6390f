"""The pages of declarations."""

from forum.declarations.views import (
    amendments,
    answers,
    authors,
    clauses,
    comparison,
    drafting,
    group,
    languages,
    lists,
    moves,
    pages,
    record,
    signing,
    versions,
)
from forum.declarations.views.blueprint import blueprint

__all__ = [
    "amendments",
    "answers",
    "authors",
    "blueprint",
    "clauses",
    "comparison",
    "drafting",
    "group",
    "languages",
    "lists",
    "moves",
    "pages",
    "record",
    "signing",
    "versions",
]
