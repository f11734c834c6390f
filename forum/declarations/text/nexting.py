"""The next version of a text as the chair's form has it: other words, kinds and places, what goes and what is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from forum.declarations.text.clauses import KINDS, Clauselike, new_uid
from forum.kit.canonical import canonical_text

STEP = 10  # between two places, so that a paragraph can be put between its neighbours
NEW = "new"  # the paragraph that is not in the text yet


@dataclass
class Draft:
    uid: str
    kind: str
    text: str


def drafts(clauses: Iterable[Clauselike]) -> list[Draft]:
    return [Draft(clause.uid, clause.kind, clause.text) for clause in clauses]


def read(text: Sequence[Draft], form: Mapping[str, str]) -> list[Draft]:
    """The text that a form asks for. What a form does not name stays; two at one place keep their order."""
    placed = []
    for number, draft in enumerate(text, 1):
        if not form.get(f"gone-{draft.uid}"):
            words = canonical_text(form.get(f"text-{draft.uid}", draft.text))
            kept = Draft(draft.uid, _kind(form.get(f"kind-{draft.uid}", ""), draft.kind), words)
            placed.append((_place(form.get(f"place-{draft.uid}", ""), number * STEP), number, kept))
    if words := canonical_text(form.get(f"text-{NEW}", "")).strip():
        added = Draft(new_uid(), _kind(form.get(f"kind-{NEW}", ""), "operative"), words)
        end = (len(text) + 1) * STEP
        placed.append((_place(form.get(f"place-{NEW}", ""), end), len(text) + 1, added))
    return [draft for _place, _number, draft in sorted(placed, key=lambda row: row[:2])]


def words_only(before: Sequence[Clauselike], after: Sequence[Clauselike]) -> bool:
    """Whether the same paragraphs stand in the same order, each of its kind."""
    return [(c.uid, c.kind) for c in before] == [(c.uid, c.kind) for c in after]


def same(before: Sequence[Clauselike], after: Sequence[Clauselike]) -> bool:
    return words_only(before, after) and [canonical_text(c.text) for c in before] == [c.text for c in after]


def _kind(asked: str, otherwise: str) -> str:
    return asked if asked in KINDS else otherwise


def _place(asked: str, otherwise: int) -> int:
    return int(asked) if asked.strip().isdecimal() and len(asked) < 10 else otherwise
