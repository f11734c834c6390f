"""What hangs on words of the workspace: it holds the letters themselves, so it follows them or says that they are gone.

An anchor names letters by the identity that Yjs gave each when it was typed, which no edit, move or merge changes. pycrdt's
own sticky indices are not enough: they count bytes where identities count UTF-16 units, so they slip in Cyrillic or after
an accent (0.14), and they cannot tell words that stayed from words that were typed where others went.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pycrdt import Assoc, Doc, StickyIndex, Text

from forum.declarations.text import document as workspace
from forum.declarations.text import runs

Span = tuple[int, int, int]  # a client of Yjs, its clock at the first letter, how many UTF-16 units
AROUND = 16  # characters on each side that tell a phrase from its twin
ALIKE = 0.5  # of the words that a form rewrote, how much must be left to still be them


@dataclass(frozen=True)
class Letter:
    """A letter of a paragraph as it stands, and its identity."""

    text: str
    client: int
    clock: int


@dataclass(frozen=True)
class Found:
    """Where the words are now: the characters of the words as they stand."""

    uid: str
    start: int
    end: int


def letters(document: Doc[Any], uids: Iterable[str]) -> dict[str, list[Letter]]:
    """Every letter of these paragraphs that stands, in order; what is only suggested is left out."""
    copy = workspace.opened([document.get_update()])
    root = workspace.paragraphs(copy)
    return {uid: _peeled(root[uid]["text"]) for uid in uids if uid in root}


def make(found: Sequence[Letter], start: int, end: int) -> list[Span]:
    """The anchor of the words from one character to another."""
    spans: list[Span] = []
    for letter in found[start:end]:
        size = _units(letter.text)
        if spans and spans[-1][0] == letter.client and spans[-1][1] + spans[-1][2] == letter.clock:
            spans[-1] = (letter.client, spans[-1][1], spans[-1][2] + size)
        else:
            spans.append((letter.client, letter.clock, size))
    return spans


def where(found: Sequence[Letter], anchor: Iterable[Sequence[int]]) -> tuple[int, int] | None:
    """From the first of its letters that still stands to the last; None where only blanks and signs are left of them."""
    spans = [tuple(span) for span in anchor]
    left = [at for at, letter in enumerate(found) if any(_within(letter, span) for span in spans)]
    if not any(found[at].text.isalnum() for at in left):
        return None
    return left[0], left[-1] + 1


def only(words: str, phrase: str) -> int | None:
    """Where a phrase stands, if it stands once."""
    at = words.find(phrase)
    return at if phrase and at >= 0 and words.find(phrase, at + 1) < 0 else None


def count(words: str, phrase: str) -> int:
    """How often a phrase stands, also where it overlaps itself."""
    return sum(1 for at in range(len(words)) if words.startswith(phrase, at)) if phrase else 0


def rewritten(before: str, start: int, end: int, after: str, kept: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where words are after a form has set the whole paragraph anew. `kept` is where their letters are by a comparison
    of both texts, which can mistake a phrase for its twin: of several equal ones it is believed of none."""
    phrase = before[start:end]
    if only(before, phrase) is not None and (at := only(after, phrase)) is not None:
        return at, at + len(phrase)
    if count(before, phrase) > 1 or count(after, phrase) > 1:
        return _with_neighbours(before, start, end, after)
    if kept and SequenceMatcher(None, phrase, after[kept[0] : kept[1]], autojunk=False).ratio() >= ALIKE:
        return kept
    return None


def carried(before: str, start: int, end: int, taken: str, tail: bool) -> tuple[int, int] | None:
    """Where words are that a split took into the new paragraph (the tail of the old one), or a join into the one before."""
    if tail and before.endswith(taken):
        shift = len(before) - len(taken)
        return (start - shift, end - shift) if start >= shift else None
    if not tail and taken.endswith(before):
        shift = len(taken) - len(before)
        return start + shift, end + shift
    phrase = before[start:end]
    at = only(taken, phrase)
    if at is None or only(before, phrase) is None:
        return None
    left, right = before[max(0, start - AROUND) : start], before[end : end + AROUND]
    known = taken[:at].endswith(left) or (tail and left.endswith(taken[:at]))  # a split cuts off what stood before
    return (at, at + len(phrase)) if known and taken[at + len(phrase) :].startswith(right) else None


def _with_neighbours(before: str, start: int, end: int, after: str) -> tuple[int, int] | None:
    """A phrase that stands several times is known by what stands around it, if that stands once before and after."""
    first = max(0, start - AROUND)
    wide = before[first : end + AROUND]
    if only(before, wide) is None or (at := only(after, wide)) is None:
        return None
    return at + start - first, at + end - first


def _peeled(text: Text) -> list[Letter]:
    """Letters off the front one by one: the identity of the first is the only one that can be asked for without a slip."""
    found = []
    for run in runs.from_diff(text.diff()):
        for piece in [run.citation] if run.citation else run.text:
            if not run.citation and not run.ins:
                found.append(Letter(piece, *_identity(StickyIndex.new(text, 0, Assoc.AFTER).encode())))
            del text[0 : 1 if run.citation else len(piece.encode())]
    return found


def _identity(encoded: bytes) -> tuple[int, int]:
    """Client and clock of an encoded position: a byte that says that it is a letter, then two numbers of 7 bits a byte."""
    numbers, value, shift = [], 0, 0
    for byte in encoded[1:]:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    return numbers[0], numbers[1]


def _within(letter: Letter, span: Sequence[int]) -> bool:
    return letter.client == span[0] and span[1] <= letter.clock < span[1] + span[2]


def _units(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1
