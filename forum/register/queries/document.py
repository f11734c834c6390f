"""`register.json`: the whole register up to a head, for tools of others; docs/register.md describes it."""

import json
from typing import Any

from sqlalchemy import select

from forum.kit import site
from forum.register.queries.heads import head_at, newest_head, site_keys
from models import RegisterEntry, TreeHead
from models.base import db

VERSION = 1


def document(size: int | None = None) -> dict[str, Any]:
    """Up to the head of `size` entries, or the newest. Raises LookupError where there is no such head."""
    head = newest_head() if size is None else head_at(size)
    if head is None:
        raise LookupError("the register has no such head")
    return {
        "version": VERSION,
        "rp_id": site.rp_id(),
        "origins": site.origins(),
        "site_keys": {key.key_id: key.public for key in site_keys() if key.register_index < head.size},
        "entries": [json.loads(content) for content in contents(0, head.size)],
        **head_of(head),
    }


def contents(start: int, end: int) -> list[str]:
    """The canonical JSON of entries, from `start` until before `end`."""
    found = select(RegisterEntry.content).where(RegisterEntry.index >= start, RegisterEntry.index < end)
    return list(db.session.scalars(found.order_by(RegisterEntry.index)))


def head_of(head: TreeHead) -> dict[str, Any]:
    """A signed head as it stands in files, feeds and mails."""
    stated = {"size": head.size, "root": head.root, "time": head.time}
    return {"head": stated, "head_key": head.key_id, "head_signature": head.signature}
