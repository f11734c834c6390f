"""A device with passkeys in a few lines of Python: what a browser would send, and each way in which it can be wrong."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from webauthn.helpers import bytes_to_base64url as b64url

ORIGIN, RP_ID = "http://localhost:8000", "localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
EDDSA, ES256, RS256 = -8, -7, -257


@dataclass
class Device:
    """One key. `create` answers registration options, `get` those of an assertion; keyword arguments make them wrong."""

    algorithm: int = ES256
    rp_id: str = RP_ID
    origin: str = ORIGIN
    counts: bool = True
    signed: int = 0
    handle: str = ""
    identity: bytes = field(default_factory=lambda: secrets.token_bytes(20))

    def __post_init__(self) -> None:
        makers = {EDDSA: ed25519.Ed25519PrivateKey.generate, ES256: lambda: ec.generate_private_key(ec.SECP256R1())}
        make = makers.get(self.algorithm, lambda: rsa.generate_private_key(65537, 2048))
        self.key: Any = make()

    @property
    def key_id(self) -> str:
        return b64url(self.identity)

    @property
    def cose(self) -> bytes:
        """The public key as authenticators spell it (RFC 9053)."""
        public = self.key.public_key()
        if self.algorithm == EDDSA:
            return cbor2.dumps({1: 1, 3: EDDSA, -1: 6, -2: public.public_bytes_raw()})
        numbers = public.public_numbers()
        if self.algorithm == ES256:
            return cbor2.dumps({1: 2, 3: ES256, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        return cbor2.dumps({1: 3, 3: RS256, -1: numbers.n.to_bytes(256, "big"), -2: numbers.e.to_bytes(3, "big")})

    def create(self, options: dict[str, Any], flags: int = PRESENT | VERIFIED, **changed: Any) -> dict[str, Any]:
        """The answer to `navigator.credentials.create`, without attestation."""
        self.handle = options["user"]["id"]
        client = self._client("webauthn.create", options["challenge"], changed)
        attested = bytes(16) + len(self.identity).to_bytes(2, "big") + self.identity + self.cose
        data = self._data(flags | ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(clientDataJSON=client, attestationObject=attestation)

    def get(self, options: dict[str, Any], flags: int = PRESENT | VERIFIED, **changed: Any) -> dict[str, Any]:
        """The answer to `navigator.credentials.get`."""
        self.signed += 1 if self.counts else 0
        client = self._client("webauthn.get", options["challenge"], changed)
        data = self._data(flags)
        signature = self._sign(data + hashlib.sha256(client).digest())
        answer = self._credential(clientDataJSON=client, authenticatorData=data, signature=signature)
        answer["response"]["userHandle"] = self.handle
        return answer

    def _client(self, kind: str, challenge: str, changed: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False} | changed
        return json.dumps(said, separators=(",", ":")).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.signed.to_bytes(4, "big")

    def _sign(self, message: bytes) -> bytes:
        if self.algorithm == EDDSA:
            return self.key.sign(message)
        if self.algorithm == ES256:
            return self.key.sign(message, ec.ECDSA(hashes.SHA256()))
        return self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())

    def _credential(self, **response: bytes) -> dict[str, Any]:
        told = {name: b64url(value) for name, value in response.items()}
        return {"id": self.key_id, "rawId": self.key_id, "type": "public-key", "response": told}
