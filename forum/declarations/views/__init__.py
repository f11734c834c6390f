"""The pages of declarations."""

from forum.declarations.views import amendments, clauses, group, moves, pages, signing, versions
from forum.declarations.views.blueprint import blueprint

__all__ = ["amendments", "blueprint", "clauses", "group", "moves", "pages", "signing", "versions"]
