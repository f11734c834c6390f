"""The whole of a `register.json`, checked from its bytes: order, chain, root, head, and every signature in it.

It trusts nothing that is not in the document: a key counts from the entry that made it known until the one that revoked it.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from forum.kit.canonical import canonical_json
from forum.register import keys, tree
from forum.register.spelling import FIRST, b64url, challenge, from_b64url, head_input, leaf_of, signing_input

ATTESTED = ("site", "session", "password", "password+totp")
PARTS = {"index", "prev", "statement", "method", "key_id"}
USER_PRESENT_AND_VERIFIED = 0x05


@dataclass(frozen=True)
class Finding:
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass
class _Known:
    """What the entries before have made known."""

    rp_id: str
    origins: list[str]
    site: list[str] = field(default_factory=list)  # ids of the site's keys, the newest last
    raw: dict[str, bytes] = field(default_factory=dict)  # their public halves
    enrolled: dict[tuple[str, int], bytes] = field(default_factory=dict)  # (credential, mandate) -> COSE key
    nonces: set[str] = field(default_factory=set)


def audit(document: dict[str, Any]) -> list[Finding]:
    """Empty when all is as it should be; otherwise what is wrong, and where, in the order of the entries."""
    known = _Known(document["rp_id"], list(document["origins"]))
    found, leaves = [], []
    for place, entry in enumerate(document["entries"]):
        before = leaves[-1].hex() if leaves else FIRST
        found += [Finding(f"entry {place}", what) for what in _entry(entry, place, before, known)]
        leaves.append(leaf_of(entry))
    stated = {name: b64url(raw) for name, raw in known.raw.items()}
    if document["site_keys"] != stated:
        found.append(Finding("site_keys", "they are not the keys that the entries have made known"))
    return found + [Finding("head", what) for what in _head(document, leaves, known)]


def _entry(entry: dict[str, Any], place: int, before: str, known: _Known) -> Iterator[str]:
    said = entry["statement"]
    if entry["index"] != place:
        yield f"it calls itself {entry['index']}: an entry is missing, added or moved"
    if entry["prev"] != before:
        yield "it does not follow the entry before it: one of the two was changed"
    if said.get("v") != 1 or not isinstance(said.get("nonce"), str) or not isinstance(said.get("iat"), int):
        yield "its statement has no version, nonce or time"
    if said.get("nonce") in known.nonces:
        yield "its nonce was used before"
    known.nonces.add(said.get("nonce", ""))
    try:
        yield from _proof(entry, said, known)
    except (KeyError, TypeError, ValueError) as broken:
        yield f"it is not complete or not spelt as it should be ({type(broken).__name__}: {broken})"
    _learn(said, known)


def _proof(entry: dict[str, Any], said: dict[str, Any], known: _Known) -> Iterator[str]:
    more = set(entry) - PARTS
    if said["kind"] == "enrol" and said.get("role") == "site":
        yield from _site_enrolment(entry, said, more, known)
    elif entry["method"] == "passkey":
        if more != {"assertion"}:
            yield f"it should hold an assertion and nothing else, and holds {sorted(more)}"
        yield from _assertion(entry, said, known)
    elif entry["method"] in ATTESTED:
        if more != {"site_signature"}:
            yield f"it should hold the site's signature and nothing else, and holds {sorted(more)}"
        if not known.site or entry["key_id"] != known.site[-1]:
            yield "it is not signed with the key that the site had then"
        elif not keys.verifies(known.raw[entry["key_id"]], signing_input(said), entry["site_signature"]):
            yield "the site's signature is not over this statement"
    else:
        yield f"its method is “{entry['method']}”"


def _site_enrolment(entry: dict[str, Any], said: dict[str, Any], more: set[str], known: _Known) -> Iterator[str]:
    raw = from_b64url(said["cose"])[-32:]
    if from_b64url(said["cose"]) != keys.cose(raw) or not said["key_id"] == entry["key_id"] == keys.key_id(raw):
        yield "the id of the site's key is not that of the key"
    if not keys.verifies(raw, signing_input(said), entry["site_signature"]):
        yield "the new key of the site has not signed it"
    if not known.site:
        if more != {"site_signature"}:
            yield f"the first key should have one signature, and there are {sorted(more)}"
    elif entry.get("co_key_id") != known.site[-1] or not keys.verifies(
        known.raw[known.site[-1]], signing_input(said), entry.get("co_signature", "")
    ):
        yield "the key that the site had until then has not signed the new one"


def _assertion(entry: dict[str, Any], said: dict[str, Any], known: _Known) -> Iterator[str]:
    cose = known.enrolled.get((entry["key_id"], said.get("mandate", 0)))
    if cose is None:
        yield "its passkey was not enrolled for this mandate, or was revoked before"
        return
    parts = {name: from_b64url(entry["assertion"][name]) for name in ("clientDataJSON", "authenticatorData", "signature")}
    client, data = json.loads(parts["clientDataJSON"]), parts["authenticatorData"]
    if client.get("type") != "webauthn.get" or client.get("challenge") != b64url(challenge(said)):
        yield "the passkey was asked for something else than this statement"
    if client.get("origin") not in known.origins:
        yield f"the passkey answered a page of {client.get('origin')}"
    if data[:32] != hashlib.sha256(known.rp_id.encode()).digest():
        yield "the passkey answered for another host"
    if len(data) < 37 or data[32] & USER_PRESENT_AND_VERIFIED != USER_PRESENT_AND_VERIFIED:
        yield "the passkey did not verify who used it"
    signed = data + hashlib.sha256(parts["clientDataJSON"]).digest()
    if not keys.verifies_cose(cose, signed, parts["signature"]):
        yield "the signature of the passkey is not over this statement"


def _learn(said: dict[str, Any], known: _Known) -> None:
    """Also from an entry that is wrong, so that one mistake is named once."""
    kind, key_id = said.get("kind"), said.get("key_id", "")
    try:
        if kind == "enrol" and said.get("role") == "site":
            known.site.append(key_id)
            known.raw[key_id] = from_b64url(said["cose"])[-32:]
        elif kind == "enrol":
            known.enrolled[key_id, said["mandate"]] = from_b64url(said["cose"])
    except (KeyError, ValueError):
        return
    if kind == "revoke":
        gone = [place for place in known.enrolled if place[0] == key_id and said.get("mandate", place[1]) == place[1]]
        for place in gone:
            del known.enrolled[place]


def _head(document: dict[str, Any], leaves: list[bytes], known: _Known) -> Iterator[str]:
    head = document["head"]
    if head["size"] != len(leaves):
        yield f"it is over {head['size']} entries, and there are {len(leaves)}"
    root = tree.root(len(leaves), tree.nodes_of(leaves)).hex()
    if head["root"] != root:
        yield f"its root is {head['root']}, and the entries give {root}"
    raw = known.raw.get(document["head_key"])
    if raw is None or not keys.verifies(raw, head_input(head), document["head_signature"]):
        yield "no key of this site has signed it"
    if canonical_json(head) != canonical_json({"size": head["size"], "root": head["root"], "time": head["time"]}):
        yield "it says more than size, root and time"
