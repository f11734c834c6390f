"""The pages of the log itself: heads, keys, proofs, and the register as one file."""

from forum.register.views import consistency, document, heads, verifying
from forum.register.views.blueprint import blueprint

__all__ = ["blueprint", "consistency", "document", "heads", "verifying"]
