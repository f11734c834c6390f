"""The frozen form of a text: canonical JSON, which is hashed, signed, compared and cited."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from forum.declarations.text import runs
from forum.declarations.text.clauses import Clauselike, Numbered, number
from forum.kit.canonical import canonical_json, canonical_text, sha256_hex

FORMAT = 2  # 1 had words only


def freeze(title: str, language: str, template: str, clauses: Iterable[Clauselike]) -> str:
    """The canonical JSON of a text with its numbers."""
    text = list(clauses)
    return _spelt(title, language, template, zip(text, number(text), strict=True))


def parallel(title: str, language: str, template: str, words: Iterable[tuple[Numbered, str]]) -> str:
    """The canonical JSON of a translation: each authentic paragraph keeps its number and has the words of the language."""
    return _spelt(title, language, template, ((replace(clause, text=text), clause) for clause, text in words))


def _spelt(title: str, language: str, template: str, text: Iterable[tuple[Clauselike, Numbered]]) -> str:
    parts = [_part(clause, numbered) for clause, numbered in text]
    return canonical_json(
        {"v": FORMAT, "title": canonical_text(title), "language": language, "template": template, "clauses": parts}
    )


def _part(clause: Clauselike, numbered: Numbered) -> dict[str, Any]:
    """One paragraph; what is absent is not so. `marks` are (start, end, what, …) and `notes` (place, what is cited) over
    the characters of the text, without what is only suggested."""
    part: dict[str, Any] = {"uid": clause.uid, "kind": clause.kind, "number": numbered.number, "mark": numbered.mark}
    part["text"] = canonical_text(clause.text)
    if numbered.alternative:
        part["alternative"] = True
    marks, notes = _on_it(runs.standing(runs.from_json(getattr(clause, "runs", ()), clause.text)))
    return part | ({"marks": marks} if marks else {}) | ({"notes": notes} if notes else {})


def _on_it(words: runs.Runs) -> tuple[list[Any], list[Any]]:
    marks: list[Any] = []
    notes: list[Any] = []
    at = 0
    for run in words:
        if run.citation:
            notes.append([at, run.citation])
        end = at + len(run.text)
        if run.text and run.em:
            marks.append([at, end, "em"])
        if run.text and run.link:
            marks.append([at, end, "link", run.link])
        at = end
    return marks, notes


def _runs(part: dict[str, Any]) -> list[Any]:
    """The marks and notes of a frozen paragraph as a row keeps them."""
    marks, notes, text = part.get("marks", []), part.get("notes", []), part["text"]
    if not marks and not notes:
        return []
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark[:2]), *(note[0] for note in notes)})
    found: list[Any] = []
    for start, end in zip(edges, [*edges[1:], None], strict=True):
        found += [[{"citation": target}, {}] for at, target in notes if at == start]
        if end is not None:
            on_it = [mark for mark in marks if mark[0] <= start and end <= mark[1]]
            found.append([text[start:end], {mark[2]: mark[3] if len(mark) > 3 else True for mark in on_it}])
    return found


def digest(canonical: str) -> str:
    """SHA-256 of the UTF-8 bytes, in lower-case hex."""
    return sha256_hex(canonical)


def manifest(declaration: int, version: int, texts: dict[str, str]) -> str:
    """What is signed: the digest of the version's canonical JSON in each language that it is authentic or complete in."""
    return canonical_json({"v": 1, "declaration": declaration, "version": version, "texts": texts})


def read(canonical: str) -> list[Numbered]:
    """The clauses of a frozen text."""
    return [
        Numbered(c["uid"], c["kind"], c["text"], c["mark"], c["number"], 0, c.get("alternative", False), _runs(c))
        for c in json.loads(canonical)["clauses"]
    ]


def title(canonical: str) -> str:
    return str(json.loads(canonical)["title"])
