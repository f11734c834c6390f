"""The text as it stood at a past moment: the newest state of each paragraph until then, in the order that held then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from forum.declarations.text.clauses import OPERATIVE, Numbered, number


class State(Protocol):
    """The newest state of one paragraph until a moment, as `ClauseEdit` keeps it."""

    uid: str
    kind: str
    text: str
    act: str
    position: int


@dataclass(frozen=True)
class _Standing:
    uid: str
    kind: str
    text: str
    alternative: bool


def text_of(states: Iterable[State], order: Sequence[str], alternatives: frozenset[str] = frozenset()) -> list[Numbered]:
    """`order` may be older than the states: a paragraph that it does not know stands where its own state says."""
    standing = {state.uid: state for state in states if state.act != "removed"}
    row = [uid for uid in order if uid in standing]
    known = set(row)
    for state in sorted((s for s in standing.values() if s.uid not in known), key=lambda s: s.position):
        row.insert(max(state.position - 1, 0), state.uid)
    return number([_Standing(uid, standing[uid].kind or OPERATIVE, standing[uid].text, uid in alternatives) for uid in row])
