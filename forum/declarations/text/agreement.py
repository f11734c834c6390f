"""What is agreed of a text: a paragraph is agreed on words, and no longer when they change."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from forum.declarations.text.clauses import HEADING, Clauselike
from forum.kit.i18n import _l

AGREED, REFERENDUM, BRACKETED, OPEN = "agreed", "referendum", "bracketed", "open"
STATES = {
    AGREED: _l("agreed"),
    REFERENDUM: _l("agreed ad referendum"),
    BRACKETED: _l("bracketed"),
    OPEN: _l("open"),
}
BRACKETS = re.compile(r"[\[\]]")


class Said(Protocol):
    """What somebody said of a paragraph, and the words that they said it of."""

    state: str
    text: str


@dataclass(frozen=True)
class Standing:
    """`changed`: it was agreed on other words than those that stand now."""

    state: str
    changed: bool = False
    said: Said | None = None


@dataclass(frozen=True)
class Part:
    """One stretch of the progress bar, in hundredths of its length."""

    state: str
    count: int
    start: float
    width: float


def brackets(text: str) -> bool:
    """Words in square brackets are not agreed, whatever was said of the paragraph."""
    return bool(BRACKETS.search(text))


def standing(clause: Clauselike, said: Said | None) -> Standing:
    """Where a paragraph stands now."""
    changed = said is not None and said.state in (AGREED, REFERENDUM) and said.text != clause.text
    if brackets(clause.text):
        return Standing(BRACKETED, changed, said)
    if said is None or changed:
        return Standing(OPEN, changed, said)
    return Standing(said.state, False, said)


def overview(clauses: Iterable[Clauselike], said: Mapping[str, Said]) -> dict[str, Standing]:
    """By uid, for every paragraph but the headings, about which nobody agrees."""
    return {c.uid: standing(c, said.get(c.uid)) for c in clauses if c.kind != HEADING}


def progress(found: Iterable[Standing]) -> list[Part]:
    """How many paragraphs are in each state; all states are named, also those that no paragraph is in."""
    states: Sequence[str] = [one.state for one in found]
    parts, start = [], 0.0
    for state in STATES:
        count = states.count(state)
        width = round(100 * count / len(states), 3) if states else 0.0
        parts.append(Part(state, count, round(start, 3), width))
        start += width
    return parts
