"""The bytes that are hashed and signed. Each value has one spelling, or two readers could see two things in one file."""

import base64
import hashlib
from typing import Any

from forum.kit.canonical import canonical_json
from forum.register.tree import leaf_hash

SIGNATURE, HEAD = b"fom-signature-v1\x00", b"fom-head-v1\x00"
FIRST = "0" * 64  # what the first entry says of the one before it


def place(name: str, country: str) -> str:
    """A city as statements name it, "Cambridge (GB)": two cities of one name are two signatories. ISO 3166-1 alpha-2."""
    return f"{name} ({country})"


def b64url(raw: bytes) -> str:
    """Base64url without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_b64url(text: str) -> bytes:
    """Raises ValueError for any spelling but the one that `b64url` gives."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if b64url(raw) != text:
        raise ValueError("not the exact spelling in base64url")
    return raw


def signing_input(statement: dict[str, Any]) -> bytes:
    return SIGNATURE + canonical_json(statement).encode()


def challenge(statement: dict[str, Any]) -> bytes:
    """What a passkey is asked to sign."""
    return hashlib.sha256(signing_input(statement)).digest()


def head_input(head: dict[str, Any]) -> bytes:
    return HEAD + canonical_json(head).encode()


def leaf_of(entry: dict[str, Any]) -> bytes:
    return leaf_hash(canonical_json(entry).encode())
