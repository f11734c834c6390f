"""Amendments as pure functions: which words each touches, whether two touch the same, and what they give together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import NamedTuple, Protocol

from forum.declarations.text.clauses import NUMBERED, Clauselike

REPLACE, INSERT, DELETE = "replace", "insert", "delete"
PIECES = re.compile(r"\s+|\w+|[^\w\s]")  # a blank is a piece of its own: it may stay where the words beside it change


class Range(NamedTuple):
    """Characters of the base from `start` to before `end`, and the words put in their place; equal ends add words there."""

    start: int
    end: int
    words: str


class Amendmentlike(Protocol):
    number: int
    clause_uid: str
    act: str
    base_text: str
    text: str


@dataclass
class Passage:
    """A paragraph of a text to come; `number` names the amendment that added it, `anchor` the paragraph it goes after."""

    uid: str
    kind: str
    text: str
    number: int = 0
    anchor: str = ""


class Collision(Exception):
    """Two amendments touch the same words; without a second one the text under the first has changed too far."""

    def __init__(self, one: Amendmentlike, other: Amendmentlike | None = None) -> None:
        super().__init__(one.number, other.number if other else 0)
        self.one, self.other = one, other


def ranges(base: str, proposed: str) -> tuple[Range, ...]:
    """What a proposal changes, word by word; changes with nothing but a blank between them are one."""
    before, after = PIECES.findall(base), PIECES.findall(proposed)
    starts = [0]
    for piece in before:
        starts.append(starts[-1] + len(piece))
    found: list[Range] = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            continue
        change = Range(starts[a], starts[b], "".join(after[c:d]))
        between = base[found[-1].end : change.start] if found else ""
        if between.isspace():
            last = found.pop()
            change = Range(last.start, change.end, last.words + between + change.words)
        found.append(change)
    return tuple(_to_the_word(base, change) for change in found)


def _to_the_word(base: str, change: Range) -> Range:
    """Words that only come or go are counted from their first letter: "fruit " before trees, not " fruit" after plant."""
    start, end, words = change
    text = words if start == end else base[start:end] if not words else ""
    blank = text[: len(text) - len(text.lstrip())]
    if blank and base[end:].startswith(blank) and not base[end + len(blank) :][:1].isspace():
        words = words[len(blank) :] + blank if words else ""
        return Range(start + len(blank), end + len(blank), words)
    return change


def collides(one: Iterable[Range], other: Iterable[Range]) -> bool:
    """Whether two changes of one text touch the same words, so that the order or the result would be a guess."""
    theirs = list(other)
    return any(_touch(*sorted((mine, their))) for mine in one for their in theirs)


def _touch(first: Range, second: Range) -> bool:
    """Side by side they collide where one adds or takes away just there, or where two words would grow together."""
    if first.end != second.start:
        return first.end > second.start
    beside = first.start == first.end or second.start == second.end or not first.words or not second.words
    return beside or (first.words[-1].isalnum() and second.words[0].isalnum())


def applied(base: str, changes: Iterable[Range]) -> str:
    """The base with changes that do not collide."""
    text, place = [], 0
    for change in sorted(changes):
        text += [base[place : change.start], change.words]
        place = change.end
    return "".join([*text, base[place:]])


def merged(base: str, proposals: Sequence[str]) -> str | None:
    """All proposals of other words for one base together; None where two of them touch the same words."""
    found: list[Range] = []
    for proposed in proposals:
        changes = ranges(base, proposed)
        if collides(changes, found):
            return None
        found += changes
    return applied(base, found)


def carry(base: str, proposed: str, current: str, through: Sequence[str] = ()) -> str | None:
    """The change from `base` to `proposed` made to the words that stand now; None where they touch the same words.

    `through` are the proposals for the same base that led to the current words, where it is known: the result is then the
    same in whatever order they were accepted. A change that was made already is not made twice.
    """
    if through and merged(base, through) == current:
        return merged(base, [*through, proposed])
    theirs = ranges(base, current)
    mine = [change for change in ranges(base, proposed) if change not in theirs]
    return None if collides(mine, theirs) else applied(base, [*theirs, *mine])


def suggestion(base: str, proposed: str, current: str) -> str:
    """What a form is filled with: those parts of the change that touch other words than the ones that were changed."""
    theirs = ranges(base, current)
    mine = [change for change in ranges(base, proposed) if not collides([change], theirs)]
    return applied(base, [*theirs, *mine])


def clash(one: Amendmentlike, other: Amendmentlike) -> bool:
    """Two amendments against one base that cannot both be applied; new paragraphs at one place stand one after the other."""
    if one.clause_uid != other.clause_uid or one.act == other.act == INSERT:
        return False
    if DELETE in (one.act, other.act):
        return True
    if INSERT in (one.act, other.act):
        return False
    return collides(ranges(one.base_text, one.text), ranges(other.base_text, other.text))


def words_with(amendment: Amendmentlike, current: str, before: Iterable[Amendmentlike]) -> str | None:
    """The words of its paragraph once it is accepted; `before` are those accepted earlier for the same paragraph."""
    base = amendment.base_text
    through = [one.text for one in before if one.act == REPLACE and one.base_text == base]
    return carry(base, amendment.text, current, through)


def place_for(text: Sequence[Passage], amendment: Amendmentlike) -> int | None:
    """Where a new paragraph goes: behind its anchor, that one's sub-paragraphs and earlier amendments there."""
    uids = [passage.uid for passage in text]
    if amendment.clause_uid not in uids:
        return None
    start = uids.index(amendment.clause_uid)
    place, anchor = start + 1, text[start]
    while place < len(text) and (_under(text[place], anchor) or _earlier(text[place], amendment)):
        place += 1
    return place


def _under(passage: Passage, anchor: Passage) -> bool:
    """A sub-paragraph of the anchor, which a new paragraph may not part from it."""
    levels = {kind: level for level, kind in enumerate(NUMBERED)}
    return levels.get(passage.kind, -1) > levels.get(anchor.kind, len(levels))


def _earlier(passage: Passage, amendment: Amendmentlike) -> bool:
    return passage.anchor == amendment.clause_uid and 0 < passage.number < amendment.number


def apply(text: Sequence[Passage], amendment: Amendmentlike, before: Sequence[Amendmentlike] = ()) -> list[Passage]:
    """One amendment accepted, after those in `before`. Raises Collision."""
    uid = amendment.clause_uid
    if amendment.act == INSERT:
        place = place_for(text, amendment)
        if place is None:
            raise Collision(amendment)
        kind = next(passage.kind for passage in text if passage.uid == uid)
        added = Passage(f"amendment:{amendment.number}", kind, amendment.text, amendment.number, uid)
        return [*text[:place], added, *text[place:]]
    passage = next((one for one in text if one.uid == uid), None)
    if passage is None:
        raise Collision(amendment)
    here = [one for one in before if one.clause_uid == uid]
    if amendment.act == DELETE:
        if passage.text != amendment.base_text:
            raise Collision(amendment)
        return [one for one in text if one.uid != uid]
    words = words_with(amendment, passage.text, here)
    if words is None:
        raise Collision(amendment)
    return [replace(one, text=words) if one.uid == uid else one for one in text]


def passages(clauses: Iterable[Clauselike]) -> list[Passage]:
    return [c if isinstance(c, Passage) else Passage(c.uid, c.kind, c.text) for c in clauses]


def consolidate(
    clauses: Iterable[Clauselike], amendments: Iterable[Amendmentlike], wordings: Mapping[str, str] | None = None
) -> list[Passage]:
    """The text with all of these accepted at once; `wordings` are words of one's own for a paragraph, which go before.

    Raises Collision, unless the paragraph where two meet has a wording of its own.
    """
    chosen, own = sorted(amendments, key=lambda one: one.number), wordings or {}
    text = passages(clauses)
    for one in (a for a in chosen if a.act == INSERT):
        text = apply(text, one)
    result = []
    for passage in text:
        here = [one for one in chosen if one.clause_uid == passage.uid and one.act != INSERT]
        if passage.uid in own:
            result.append(replace(passage, text=own[passage.uid]))
        elif not any(one.act == DELETE for one in here):
            result.append(replace(passage, text=_together(passage.text, here)))
        else:
            _delete_alone([one for one in chosen if one.clause_uid == passage.uid], passage.text)
    uids = {passage.uid for passage in text}
    for one in chosen:
        if one.clause_uid not in uids:
            raise Collision(one)
    return result


def _together(current: str, here: Sequence[Amendmentlike]) -> str:
    """Each is brought to the words that stand now, then all are made at once."""
    made: list[tuple[Amendmentlike, tuple[Range, ...]]] = []
    for one in here:
        words = one.text if one.base_text == current else carry(one.base_text, one.text, current)
        if words is None:
            raise Collision(one)
        changes = ranges(current, words)
        for other, theirs in made:
            if collides(changes, theirs):
                raise Collision(other, one)
        made.append((one, changes))
    return applied(current, [change for _one, changes in made for change in changes])


def _delete_alone(here: Sequence[Amendmentlike], current: str) -> None:
    """A paragraph goes only where nothing else is done to it and it has the words that it had."""
    taken = next(one for one in here if one.act == DELETE)
    if taken.base_text != current:
        raise Collision(taken)
    if len(here) > 1:
        raise Collision(taken, next(one for one in here if one is not taken))
