"""Who wrote which words: every word of a text with the edit that brought it, by going through the history from the start."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from forum.declarations.text.comparing import Lineage
from forum.kit import diff

Author = Any  # whatever names an edit: its id, or the edit itself
Blame = tuple[tuple[str, Author], ...]  # (a word with the blank before it, its author); joined it is the text
NOBODY = None


class State(Protocol):
    """One edit of one paragraph, as `ClauseEdit` keeps it."""

    uid: str
    text: str
    act: str
    at: Any


@dataclass(frozen=True)
class Run:
    author: Author
    text: str


def blame(states: Sequence[State], lineage: Lineage | None = None) -> dict[str, Blame]:
    """The newest words of each paragraph, each with the first edit that wrote it. `states` from the oldest to the newest.

    Words that come back, because something was undone or restored, are again those of who first wrote them; words that a
    split or a join only carried next door keep their authors.
    """
    lineage = lineage or Lineage()
    taken = _taken(states, lineage)
    kept: dict[str, list[tuple[str, Blame]]] = {}
    for state in states:
        mine = kept.setdefault(state.uid, [])
        same = next((found for text, found in mine if text == state.text), None)
        if same is None:
            bases = [*(found for _text, found in mine[-1:]), *_next_door(state, mine, kept, lineage, taken)]
            same = _written(state, bases)
        mine.append((state.text, same))
    return {uid: found[-1][1] for uid, found in kept.items()}


def runs(found: Iterable[tuple[str, Author]]) -> list[Run]:
    """Neighbouring words of one author as one."""
    joined: list[Run] = []
    for piece, author in found:
        if joined and joined[-1].author == author:
            joined[-1] = Run(author, joined[-1].text + piece)
        else:
            joined.append(Run(author, piece))
    return joined


def of_text(text: str, found: Blame | None) -> Blame:
    """The authors of exactly this text; words that no edit accounts for are nobody's."""
    if found is not None and "".join(piece for piece, _author in found) == text:
        return found
    return _carried(diff.pieces(text), found or (), NOBODY)


def _written(state: State, bases: Sequence[Blame]) -> Blame:
    """What the bases have keeps its author, the first base first; the rest is the words of this edit."""
    found = list(_carried(diff.pieces(state.text), bases[0] if bases else (), state))
    for base in bases[1:]:
        new = [place for place, (_piece, author) in enumerate(found) if author is state]
        carried = _carried([found[place][0] for place in new], base, state)
        for place, word in zip(new, carried, strict=True):
            found[place] = word
    return tuple(found)


def _carried(pieces: Sequence[str], base: Blame, author: Author) -> Blame:
    """The pieces with the authors that they have in the base; blanks alone do not make a word new."""
    found: list[tuple[str, Author]] = [(piece, author) for piece in pieces]
    before, after = [_key(piece) for piece, _author in base], [_key(piece) for piece in pieces]
    for act, start, _end, first, last in diff.steps(before, after):
        if act == "equal":
            for place in range(first, last):
                found[place] = (pieces[place], base[start + place - first][1])
    return tuple(found)


def _key(piece: str) -> str:
    return piece.strip() or " "


def _next_door(
    state: State,
    mine: Sequence[Any],
    kept: Mapping[str, list[tuple[str, Blame]]],
    lineage: Lineage,
    taken: Mapping[tuple[str, Any], list[str]],
) -> list[Blame]:
    """Where else the words of this state may come from: the paragraph it was split from, those that it took in just now."""
    found: list[Blame] = []
    if not mine and (origin := kept.get(lineage.origin.get(state.uid, ""))):
        found += [base for _text, base in origin[:-3:-1]]  # as it is, and as it was before the split
    for uid in taken.get((state.uid, state.at), []):
        found += [base for _text, base in kept.get(uid, [])[-1:]]
    return found


def _taken(states: Sequence[State], lineage: Lineage) -> dict[tuple[str, Any], list[str]]:
    """Which paragraphs were joined to which, by (survivor, moment)."""
    found: dict[tuple[str, Any], list[str]] = {}
    for state in states:
        if state.act == "removed" and state.uid in lineage.joined:
            found.setdefault((lineage.joined[state.uid], state.at), []).append(state.uid)
    return found
