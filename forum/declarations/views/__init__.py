"""The pages of declarations."""

from forum.declarations.views import (
    amendments,
    answers,
    authors,
    clauses,
    comparison,
    consolidating,
    drafting,
    group,
    languages,
    lists,
    moves,
    pages,
    proposing,
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
    "consolidating",
    "drafting",
    "group",
    "languages",
    "lists",
    "moves",
    "pages",
    "proposing",
    "record",
    "signing",
    "versions",
]
