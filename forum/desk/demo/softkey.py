"""An authenticator in software: it does what a telephone or a security key does, with real keys and real signatures.

The mayors of the demo sign with such devices, whose private halves are forgotten when it has been loaded. Tests make one
lie by `uv=False`, another origin, or a counter that stands.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

ES256, EDDSA, RS256 = -7, -8, -257
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_b64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_private(algorithm: int) -> Any:
    if algorithm == ES256:
        return ec.generate_private_key(ec.SECP256R1())
    if algorithm == EDDSA:
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(65537, 2048)


def cose(public: Any) -> bytes:
    """The public key as COSE, the way authenticators send it."""
    if isinstance(public, ed25519.Ed25519PublicKey):
        return cbor2.dumps({1: 1, 3: EDDSA, -1: 6, -2: public.public_bytes_raw()})
    numbers = public.public_numbers()
    if isinstance(public, ec.EllipticCurvePublicKey):
        return cbor2.dumps({1: 2, 3: ES256, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
    return cbor2.dumps({1: 3, 3: RS256, -1: numbers.n.to_bytes(256, "big"), -2: numbers.e.to_bytes(3, "big")})


@dataclass
class SoftKey:
    """One credential on one device."""

    algorithm: int = ES256
    identity: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    counter: int = 0
    private: Any = None

    def __post_init__(self) -> None:
        self.private = self.private or new_private(self.algorithm)

    @property
    def id(self) -> str:
        return b64url(self.identity)

    @property
    def cose(self) -> bytes:
        return cose(self.private.public_key())

    def create(self, options: dict[str, Any] | str, origin: str, rp_id: str = "", uv: bool = True) -> dict[str, Any]:
        """The answer to `navigator.credentials.create`, attestation "none"; `options` as the server sent them."""
        asked = _asked(options)
        client = _client_data("webauthn.create", asked["challenge"], origin)
        own = bytes(16) + len(self.identity).to_bytes(2, "big") + self.identity + self.cose
        data = self._authenticator_data(rp_id or asked["rp"]["id"], uv, ATTESTED) + own
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": b64url(client),
            "attestationObject": b64url(attestation),
            "transports": ["internal"],
        }
        return self._credential(response)

    def assert_(
        self,
        options: dict[str, Any] | str | None = None,
        challenge: bytes | None = None,
        origin: str = "http://localhost",
        rp_id: str = "",
        uv: bool = True,
        up: bool = True,
    ) -> dict[str, Any]:
        """The answer to `navigator.credentials.get`. What is not given is taken from `options`."""
        asked = _asked(options or {})
        spelt = b64url(challenge) if challenge is not None else asked["challenge"]
        parts = self.assertion(spelt, origin, rp_id or asked.get("rpId", "localhost"), uv, up)
        return self._credential({**parts, "userHandle": None})

    def assertion(self, challenge: str, origin: str, rp_id: str, uv: bool = True, up: bool = True) -> dict[str, str]:
        """The three parts that are kept: clientDataJSON, authenticatorData, signature."""
        self.counter += 1
        client = _client_data("webauthn.get", challenge, origin)
        data = self._authenticator_data(rp_id, uv, 0, up)
        return {
            "clientDataJSON": b64url(client),
            "authenticatorData": b64url(data),
            "signature": b64url(self.sign(data + hashlib.sha256(client).digest())),
        }

    def sign(self, message: bytes) -> bytes:
        if self.algorithm == ES256:
            return bytes(self.private.sign(message, ec.ECDSA(hashes.SHA256())))
        if self.algorithm == EDDSA:
            return bytes(self.private.sign(message))
        return bytes(self.private.sign(message, padding.PKCS1v15(), hashes.SHA256()))

    def _authenticator_data(self, rp_id: str, uv: bool, more: int, up: bool = True) -> bytes:
        flags = (PRESENT if up else 0) | (VERIFIED if uv else 0) | more
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _credential(self, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": self.id,
            "rawId": self.id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }


def _asked(options: dict[str, Any] | str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads(options) if isinstance(options, str) else options
    return given.get("publicKey", given)


def _client_data(kind: str, challenge: str, origin: str) -> bytes:
    """The bytes that a browser makes: fixed order, no blanks."""
    return json.dumps(
        {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}, separators=(",", ":")
    ).encode()
