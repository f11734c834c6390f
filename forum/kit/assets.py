"""Static files under a hashed name: style sheets bundled, everything immutable for a year, compressed once."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from forum.kit.config import ROOT

STATIC = ROOT / "static"
BUNDLES = {
    "app.css": "order.txt",
    "drafting.css": "drafting.txt",
    "comparing.css": "comparing.txt",
    "amending.css": "amending.txt",
    "registry.css": "registry.txt",
    "signing.css": "signing.txt",
    "reviewing.css": "reviewing.txt",
    "consulting.css": "consulting.txt",
    "reporting.css": "reporting.txt",
    "submitting.css": "submitting.txt",
}  # a file, and which sheets are in it; all but the first are for few pages: the editor, comparisons, signing
KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
    "png": "image/png",
}
COMPRESSED = ("css", "js", "svg", "txt")
YEAR = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"


@dataclass(frozen=True)
class Stored:
    content: bytes
    packed: bytes | None
    kind: str


def stylesheet(listed: str = "order.txt") -> str:
    """All style sheets of a list, in its order, without comments, with hashed addresses of fonts."""
    order = (STATIC / "css" / listed).read_text().split()
    text = "\n".join((STATIC / "css" / name).read_text(encoding="utf-8") for name in order)
    text = re.sub(r"/\*.*?\*/|^\s+", "", text, flags=re.DOTALL | re.MULTILINE).strip()
    return re.sub(r'url\("/static/([^"]+)"\)', lambda found: f'url("{asset(found[1])}")', text)


@lru_cache(maxsize=256)
def asset(name: str) -> str:
    """The address of a static file, with the hash of what stands in it; scripts share one."""
    if name.startswith("js/"):
        content = b"".join(path.read_bytes() for path in sorted((STATIC / "js").rglob("*.js")))
    else:
        stored = load(name)
        content = stored.content if stored else b""
    return f"/assets/{hashlib.sha256(content).hexdigest()[:12]}/{name}"


@lru_cache(maxsize=256)
def load(name: str) -> Stored | None:
    """What stands behind an address; None for a file that there is not."""
    path = (STATIC / name).resolve()
    if name in BUNDLES:
        content = stylesheet(BUNDLES[name]).encode()
    elif path.is_relative_to(STATIC) and path.is_file():
        content = path.read_bytes()
    else:
        return None
    ending = name.rsplit(".", 1)[-1]
    packed = gzip.compress(content, 9, mtime=0) if ending in COMPRESSED else None
    return Stored(content, packed, KINDS.get(ending, "application/octet-stream"))


def answer(name: str, version: str, accepts: str) -> tuple[bytes, dict[str, str]] | None:
    """Body and headers for one request. Only the address with the right hash may be kept for a year."""
    stored = load(name)
    if stored is None:
        return None
    current = bool(version) and asset(name) == f"/assets/{version}/{name}"
    headers = {
        "Content-Type": stored.kind,
        "Cache-Control": YEAR if current else HOUR,
        "X-Content-Type-Options": "nosniff",
    }
    if stored.packed is None:
        return stored.content, headers
    headers["Vary"] = "Accept-Encoding"
    if "gzip" not in accepts:
        return stored.content, headers
    return stored.packed, headers | {"Content-Encoding": "gzip"}
