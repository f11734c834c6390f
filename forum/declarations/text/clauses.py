"""The kinds of clause, their order and their numbers."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

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
    operative = sub = subsub = 0
    numbered = []
    for clause in clauses:
        mark = whole = ""
        if clause.kind == OPERATIVE:
            operative, sub, subsub = operative + 1, 0, 0
            mark, whole = f"{operative}.", str(operative)
        elif clause.kind == SUB:
            sub, subsub = sub + 1, 0
            mark = f"({letters(sub)})"
            whole = f"{operative or '–'} {mark}"
        elif clause.kind == SUBSUB:
            subsub += 1
            mark = f"({roman(subsub)})"
            whole = f"{operative or '–'} ({letters(sub or 1)}) {mark}"
        elif clause.kind in (HEADING, PREAMBULAR):
            sub = subsub = 0
        numbered.append(Numbered(clause.uid, clause.kind, clause.text, mark, whole, getattr(clause, "edit", 0)))
    return numbered


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
