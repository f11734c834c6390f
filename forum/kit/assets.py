"""Static files under a hashed name: the style sheets as one file, everything immutable for a year."""

import hashlib
from functools import lru_cache

from forum.kit.config import ROOT

STATIC = ROOT / "static"
BUNDLE = "app.css"


def stylesheet() -> str:
    """All style sheets, in the order that css/order.txt gives."""
    order = (STATIC / "css" / "order.txt").read_text().split()
    return "\n".join((STATIC / "css" / name).read_text() for name in order)


@lru_cache(maxsize=256)
def asset(name: str) -> str:
    """The address of a static file, with the hash of what stands in it; scripts share one hash."""
    if name == BUNDLE:
        content = stylesheet().encode()
    elif name.startswith("js/"):
        content = b"".join(path.read_bytes() for path in sorted((STATIC / "js").rglob("*.js")))
    else:
        content = (STATIC / name).read_bytes()
    return f"/assets/{hashlib.sha256(content).hexdigest()[:12]}/{name}"


@lru_cache(maxsize=64)
def load(name: str) -> bytes | None:
    """What stands behind a hashed address; None for a file that there is not."""
    if name == BUNDLE:
        return stylesheet().encode()
    path = (STATIC / name).resolve()
    return path.read_bytes() if path.is_relative_to(STATIC) and path.is_file() else None
