"""What a head that somebody has kept says about the register of today: it grew from there, or it is another register."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from forum.register import tree
from forum.register.queries.heads import head_at, newest_head, site_keys
from forum.register.queries.proofs import consistency
from forum.register.spelling import from_b64url, head_input
from models import TreeHead

SAME, GREW, FORK, NEWER, FOREIGN = "same", "consistent", "fork", "newer", "foreign"
LARGEST_FILE = 64 * 1024  # bytes; a head has some hundreds
LARGEST_NUMBER = 2**53  # what every reader of JSON keeps exactly
HEX = re.compile(r"[0-9a-f]{64}")


class NotAHead(ValueError):
    """What was given is no head."""


@dataclass(frozen=True)
class Pinned:
    """`signature` is empty where only size and root were kept."""

    size: int
    root: str
    time: int = 0
    key_id: str = ""
    signature: str = ""

    @property
    def stated(self) -> dict[str, Any]:
        return {"size": self.size, "root": self.root, "time": self.time}


@dataclass(frozen=True)
class Finding:
    """`ours` is the head of this register at the pinned size; `signed` is None where no signature was given."""

    outcome: str
    pinned: Pinned
    newest: TreeHead | None
    ours: TreeHead | None = None
    signed: bool | None = None
    path: list[str] = field(default_factory=list)
    checked: bool = False  # the path was verified here, as anybody can

    @property
    def missing(self) -> int:
        """How many entries the pinned head has that are not here."""
        return max(0, self.pinned.size - (self.newest.size if self.newest else 0))

    @property
    def added(self) -> int:
        return (self.newest.size if self.newest else 0) - self.pinned.size


def read(text: str) -> Pinned:
    """From a head file, or from a whole register.json. Raises NotAHead."""
    try:
        found = json.loads(text)
        head = found["head"]
        return pinned(head["size"], head["root"], head["time"], found["head_key"], found["head_signature"])
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise NotAHead from wrong


def pinned(size: Any, root: Any, time: Any = 0, key_id: Any = "", signature: Any = "") -> Pinned:
    """Raises NotAHead for anything that no register has ever said."""
    numbers = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n < LARGEST_NUMBER for n in (size, time))
    words = all(isinstance(word, str) and len(word) <= 200 for word in (root, key_id, signature))
    if not numbers or not words or size < 1 or not HEX.fullmatch(root):
        raise NotAHead
    return Pinned(size, root, time, key_id, signature)


def compare(kept: Pinned) -> Finding:
    """Four statements at most, however long the register is."""
    newest = newest_head()
    if newest is None or kept.size > newest.size:
        signed = is_signed(kept)
        return Finding(FOREIGN if signed is False else NEWER, kept, newest, None, signed)
    ours = newest if kept.size == newest.size else head_at(kept.size)
    signed = is_signed(kept)
    if ours is None or ours.root != kept.root:
        return Finding(FOREIGN if signed is False else FORK, kept, newest, ours, signed)
    path = consistency(kept.size, newest.size) if kept.size < newest.size else []
    steps = [bytes.fromhex(step) for step in path]
    roots = bytes.fromhex(kept.root), bytes.fromhex(newest.root)
    checked = tree.verify_consistency(kept.size, newest.size, *roots, steps)
    return Finding(SAME if kept.size == newest.size else GREW, kept, newest, ours, signed, path, checked)


def is_signed(kept: Pinned) -> bool | None:
    """Whether a key of this site has signed it; None where nothing says so."""
    if not kept.signature:
        return None
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    known = {key.key_id: key.public for key in site_keys()}
    if kept.key_id not in known:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(from_b64url(known[kept.key_id]))
        key.verify(from_b64url(kept.signature), head_input(kept.stated))
    except (InvalidSignature, ValueError):
        return False
    return True
