"""The frozen form of a text: canonical JSON, which is hashed, signed, compared and cited."""

import json
from collections.abc import Iterable

from forum.declarations.text.clauses import Clauselike, Numbered, number
from forum.kit.canonical import canonical_json, canonical_text, sha256_hex

FORMAT = 1


def freeze(title: str, language: str, template: str, clauses: Iterable[Clauselike]) -> str:
    """The canonical JSON of a text with its numbers."""
    parts = [
        {"uid": c.uid, "kind": c.kind, "number": c.number, "mark": c.mark, "text": canonical_text(c.text)}
        for c in number(list(clauses))
    ]
    return canonical_json(
        {"v": FORMAT, "title": canonical_text(title), "language": language, "template": template, "clauses": parts}
    )


def digest(canonical: str) -> str:
    """SHA-256 of the UTF-8 bytes, in lower-case hex."""
    return sha256_hex(canonical)


def read(canonical: str) -> list[Numbered]:
    """The clauses of a frozen text."""
    return [Numbered(c["uid"], c["kind"], c["text"], c["mark"], c["number"]) for c in json.loads(canonical)["clauses"]]


def title(canonical: str) -> str:
    return str(json.loads(canonical)["title"])
