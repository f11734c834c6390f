"""How often an address may be called. While Redis is gone each process counts for itself, so it allows half."""

import re
from collections.abc import Callable
from typing import Any

from forum.kit.extensions import limiter

SHARE = 2


def limited(limit: str, **options: Any) -> Callable[..., Any]:
    """`limit` as Flask-Limiter writes it, "20/minute;100/hour"; other options are those of `limiter.limit`."""
    return limiter.limit(lambda: lowered(limit) if limiter._storage_dead else limit, **options)


def lowered(limit: str) -> str:
    """ "20/minute;100/hour" -> "10/minute;50/hour"; never less than one."""
    return re.sub(r"\d+(?=\s*(?:/|per))", lambda found: str(max(1, int(found[0]) // SHARE)), limit)
