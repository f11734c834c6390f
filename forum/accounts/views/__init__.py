"""The pages of this feature; importing them registers their addresses."""

from forum.accounts.views import door, joining
from forum.accounts.views.blueprint import blueprint

__all__ = ["blueprint", "door", "joining"]
