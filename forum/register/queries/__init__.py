"""Reading the register: heads, entries, proofs, and the whole of it as one document."""

from forum.register.queries.document import document, head_of
from forum.register.queries.entries import entries_of, entry
from forum.register.queries.heads import head_at, newest_head, site_keys
from forum.register.queries.proofs import consistency, inclusion

__all__ = ["consistency", "document", "entries_of", "entry", "head_at", "head_of", "inclusion", "newest_head", "site_keys"]
