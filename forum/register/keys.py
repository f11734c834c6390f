"""The keys of the site, one file each in a folder of their own: never in the database, nor in its backup."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from forum.kit import storage
from forum.register.spelling import b64url, from_b64url

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

RETIRED = ".retired"


class KeyMissing(Exception):
    """The register names a key whose file is not here."""


def key_id(public: bytes) -> str:
    """The first 16 hex digits of the SHA-256 of the raw public key."""
    return hashlib.sha256(public).hexdigest()[:16]


def cose(public: bytes) -> bytes:
    """The public key as COSE (RFC 9053): {1: 1 (OKP), 3: -8 (EdDSA), -1: 6 (Ed25519), -2: key}."""
    return bytes((0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20)) + public


def newest() -> str | None:
    """The id of the key file that was written last."""
    files = sorted(storage.keys_folder().glob("*.key"), key=lambda path: path.stat().st_mtime_ns)
    return files[-1].stem if files else None


def create() -> tuple[str, bytes]:
    """A fresh key: its id and raw public half. The file is readable by the owner only, and on the disk before it is used."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    path = storage.keys_folder() / f"{key_id(public)}.key"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(b64url(private.private_bytes_raw()))
        file.flush()
        os.fsync(file.fileno())
    return path.stem, public


def retire(name: str) -> None:
    """After a rotation: it stays readable for its owner, and never signs again."""
    path = storage.keys_folder() / f"{name}.key"
    path.chmod(0o400)
    path.rename(path.with_suffix(RETIRED))


def public(name: str) -> bytes:
    """The raw public half of a key that is in use or retired, as its file has it now. Raises KeyMissing, ValueError."""
    folder = storage.keys_folder()
    try:
        return _read(folder, name).public_key().public_bytes_raw()
    except KeyMissing:
        return _read(folder, name, RETIRED).public_key().public_bytes_raw()


def verifies(public: bytes, message: bytes, signature: str) -> bool:
    """Whether it is an Ed25519 signature of `message`, in the one exact spelling."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(from_b64url(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def verifies_cose(cose: bytes, message: bytes, signature: bytes) -> bool:
    """The same for the key of a passkey, whatever its kind."""
    from cryptography.exceptions import InvalidSignature
    from webauthn.helpers import decode_credential_public_key, decoded_public_key_to_cryptography, verify_signature
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        key = decode_credential_public_key(cose)
        own = decoded_public_key_to_cryptography(key)
        verify_signature(public_key=own, signature_alg=key.alg, signature=signature, data=message)
    except (InvalidSignature, WebAuthnException, ValueError):
        return False
    return True


def sign(name: str, message: bytes) -> str:
    """Ed25519 over `message`, in base64url. Raises KeyMissing."""
    return b64url(_private(storage.keys_folder(), name).sign(message))


@lru_cache(maxsize=16)
def _private(folder: Path, name: str) -> "Ed25519PrivateKey":
    return _read(folder, name)


def _read(folder: Path, name: str, suffix: str = ".key") -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        raw = (folder / f"{name}{suffix}").read_text()
    except FileNotFoundError as missing:
        raise KeyMissing(f"The key {name} of this site is not in {folder}.") from missing
    return Ed25519PrivateKey.from_private_bytes(from_b64url(raw))
