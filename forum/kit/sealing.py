"""Secrets that must be read again lie sealed in the database: AES-GCM under a key derived from the forum's own secret.

Whoever has a copy of the database, but not FORUM_SECRET, reads none of them. Passwords and tokens are hashed instead.
"""

import base64
import secrets
from functools import lru_cache
from typing import Any

from flask import current_app

NONCE = 12


def seal(purpose: str, raw: bytes, owner: int) -> str:
    """A seal holds for one purpose and one owner: moved to another row, it opens no more."""
    nonce = secrets.token_bytes(NONCE)
    box = nonce + _cipher(current_app.config["SECRET_KEY"], purpose).encrypt(nonce, raw, str(owner).encode())
    return base64.urlsafe_b64encode(box).decode()


def unseal(purpose: str, sealed: str, owner: int) -> bytes | None:
    """None where the seal is broken, or was made with another secret."""
    from cryptography.exceptions import InvalidTag

    try:
        box = base64.urlsafe_b64decode(sealed)
        cipher = _cipher(current_app.config["SECRET_KEY"], purpose)
        opened: bytes = cipher.decrypt(box[:NONCE], box[NONCE:], str(owner).encode())
    except (InvalidTag, ValueError):
        return None
    return opened


@lru_cache(8)
def _cipher(secret: str, purpose: str) -> Any:
    """The ciphers are imported here: most processes never open a seal."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"forum-seal-v1:{purpose}".encode())
    return AESGCM(derived.derive(secret.encode()))
