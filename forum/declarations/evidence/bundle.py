"""What stands in a bundle and how it is sealed; docs/register.md describes each file for those who read it by themselves."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from forum.declarations.evidence.container import pack
from forum.declarations.evidence.readme import readme
from forum.kit.canonical import canonical_json

SEAL = b"fom-bundle-v1\x00"
Signer = Callable[[bytes], tuple[str, str]]  # the key's id and the signature, in base64url


@dataclass(frozen=True)
class Text:
    """A frozen version: its list of languages, which is what is signed, and each of them in canonical JSON."""

    manifest: str
    languages: dict[str, str]


@dataclass(frozen=True)
class Evidence:
    declaration: int
    version: int  # the one in force
    title: str
    site: str  # where the forum stands
    register: dict[str, Any]  # the whole of it, up to its head
    texts: dict[int, Text]
    acts: list[dict[str, Any]]  # every entry on the declaration, with the words whose hashes it holds
    counts: dict[str, int]
    mandates: list[dict[str, Any]]
    inclusion: list[dict[str, Any]]
    consistency: list[dict[str, Any]]
    verifier: bytes
    exports: list[tuple[str, bytes]] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)  # words that are not public: "text/1", "signatures.json/7"


def bundle(evidence: Evidence, sign: Signer) -> bytes:
    """The same evidence gives the same bytes."""
    files = files_of(evidence)
    listed = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    head = evidence.register["head"]
    said = {"v": 1, "declaration": evidence.declaration, "version": evidence.version, "head": head}
    files["bundle.json"] = _spelt(said | {"counts": evidence.counts, "withheld": sorted(evidence.withheld), "files": listed})
    key_id, signature = sign(SEAL + files["bundle.json"])
    files["bundle.sig"] = _spelt({"key_id": key_id, "signature": signature})
    return pack(files)


def files_of(evidence: Evidence) -> dict[str, bytes]:
    """Everything but the list and its signature."""
    files = {
        "README.txt": readme(evidence).encode(),
        "mandates.json": _spelt({"v": 1, "mandates": evidence.mandates}),
        "proofs.json": _spelt({"v": 1, "inclusion": evidence.inclusion, "consistency": evidence.consistency}),
        "register.json": _spelt(evidence.register),
        "signatures.json": _spelt({"v": 1, "declaration": evidence.declaration, "acts": evidence.acts}),
        "verify.py": evidence.verifier,
    }
    for number, text in evidence.texts.items():
        files[f"text/{number}/manifest.json"] = text.manifest.encode()
        files |= {f"text/{number}/{language}.json": words.encode() for language, words in text.languages.items()}
    return files | {f"exports/{name}": content for name, content in evidence.exports}


def _spelt(value: Any) -> bytes:
    return canonical_json(value).encode()
