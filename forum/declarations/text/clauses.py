"""The kinds of clause, their order and their numbers."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from forum.kit.i18n import _l

HEADING, PREAMBULAR, OPERATIVE, SUB, SUBSUB = "heading", "preambular", "operative", "sub", "subsub"
KINDS = {
    HEADING: _l("Heading"),
    PREAMBULAR: _l("Preambular paragraph"),
    OPERATIVE: _l("Operative paragraph"),
    SUB: _l("Sub-paragraph (a)"),
    SUBSUB: _l("Sub-sub-paragraph (i)"),
}
NUMBERED = (OPERATIVE, SUB, SUBSUB)
# An alternative stands beside the paragraph before it and is cited by that number: 3 bis, 3 ter.
ORDINALS = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Clauselike(Protocol):
    uid: str
    kind: str
    text: str


@dataclass(frozen=True)
class Numbered:
    """A clause with its number: `mark` hangs in the margin, `number` is how others cite it ("3 (a) (ii)")."""

    uid: str
    kind: str
    text: str
    mark: str
    number: str
    edit: int = 0
    alternative: bool = False
    runs: Sequence[Any] = ()  # as a row keeps them: marks, citations, suggestions; empty where there are only words


def new_uid() -> str:
    """Made once for a clause; it survives moving and editing."""
    return secrets.token_hex(8)


def letters(count: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    words = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        words = chr(97 + rest) + words
    return words


def roman(count: int) -> str:
    words = ""
    for value, sign in ROMAN:
        while count >= value:
            words, count = words + sign, count - value
    return words


def number(clauses: Iterable[Clauselike]) -> list[Numbered]:
    """Operative paragraphs count through the text; sub-paragraphs begin again under each of them."""
    counting = _Counting()
    numbered = []
    for clause in clauses:
        alternative = bool(getattr(clause, "alternative", False))
        mark, whole = counting.next(clause.kind, alternative)
        edit = getattr(clause, "edit", 0)
        words = getattr(clause, "runs", ()) or ()
        numbered.append(Numbered(clause.uid, clause.kind, clause.text, mark, whole, edit, alternative, words))
    return numbered


class _Counting:
    """Where the numbers stand: for each numbered kind how many there were, and how many alternatives of the last one."""

    def __init__(self) -> None:
        self.counts = {OPERATIVE: 0, SUB: 0, SUBSUB: 0}
        self.others = {OPERATIVE: 0, SUB: 0, SUBSUB: 0}
        self.above = {OPERATIVE: "", SUB: "–", SUBSUB: "– (a)"}  # what the number of such a paragraph begins with

    def next(self, kind: str, alternative: bool) -> tuple[str, str]:
        """(mark, number) of the next paragraph; both are empty where its kind has none."""
        if kind not in NUMBERED:
            self._begin_again(SUB)
            return "", ""
        if alternative and self.counts[kind]:
            self.others[kind] += 1
        else:
            self.counts[kind], self.others[kind] = self.counts[kind] + 1, 0
        sign = SIGNS[kind](self.counts[kind])
        bis = f" {ordinal(self.others[kind])}" if self.others[kind] else ""
        whole = f"{self.above[kind]} {sign}{bis}".lstrip()
        self._place_under(kind, whole)
        return (f"{sign}{bis}." if kind == OPERATIVE else f"{sign}{bis}"), whole

    def _place_under(self, kind: str, whole: str) -> None:
        if kind == OPERATIVE:
            self.above[SUB] = whole
            self._begin_again(SUB)
        elif kind == SUB:
            self.above[SUBSUB] = whole
            self._begin_again(SUBSUB)

    def _begin_again(self, kind: str) -> None:
        self.counts[kind] = self.others[kind] = 0
        if kind == SUB:
            self.above[SUBSUB] = f"{self.above[SUB]} (a)"
            self._begin_again(SUBSUB)


def ordinal(count: int) -> str:
    """Of the first alternative bis, of the second ter; in words as far as anybody has them."""
    return ORDINALS[count] if count < len(ORDINALS) else f"({count + 1})"


SIGNS: dict[str, Callable[[int], str]] = {
    OPERATIVE: str,
    SUB: lambda count: f"({letters(count)})",
    SUBSUB: lambda count: f"({roman(count)})",
}


def place_after(uids: Sequence[str], moved: str, after: str) -> list[str]:
    """The order with one clause behind another; an empty `after` means the beginning."""
    rest = [uid for uid in uids if uid != moved]
    place = rest.index(after) + 1 if after else 0
    return [*rest[:place], moved, *rest[place:]]


def swapped(uids: Sequence[str], uid: str, step: int) -> list[str]:
    """The order with a clause one place up (-1) or down (+1); the same order at the ends."""
    place = uids.index(uid)
    other = place + step
    if not 0 <= other < len(uids):
        return list(uids)
    order = list(uids)
    order[place], order[other] = order[other], order[place]
    return order
