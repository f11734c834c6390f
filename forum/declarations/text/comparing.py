"""Two texts beside each other: which paragraphs changed, moved, were split, joined, added, removed, word by word."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from forum.declarations.text.clauses import Numbered
from forum.kit import diff

SAME, CHANGED, ADDED, REMOVED, AWAY = "same", "changed", "added", "removed", "away"
Segments = list[diff.Segment]


class Born(Protocol):
    """A paragraph that may come from another or have gone into another."""

    uid: str
    origin: str
    joined: str


@dataclass(frozen=True)
class Lineage:
    """Which paragraph was split from which, and which took the words of which; a fact about uids that lasts."""

    origin: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, clauses: Iterable[Born]) -> "Lineage":
        known = list(clauses)
        return cls({c.uid: c.origin for c in known if c.origin}, {c.uid: c.joined for c in known if c.joined})


@dataclass(frozen=True)
class Difference:
    """One paragraph; `clause` is the newer state, of a removed one the older.

    `act` is same, changed, added, removed or away: the place that a moved paragraph left.
    """

    clause: Numbered
    segments: Segments
    act: str
    was: Numbered | None = None
    moved: bool = False
    split_from: Numbered | None = None
    joined_to: Numbered | None = None

    @property
    def renumbered(self) -> bool:
        """The number alone changed, because others came or went before it."""
        return bool(self.was and not self.moved and self.was.number != self.clause.number)

    @property
    def rekinded(self) -> bool:
        return bool(self.was and self.was.kind != self.clause.kind)

    @property
    def says(self) -> bool:
        """Whether anything but a number differs."""
        return self.act != AWAY and (self.act != SAME or self.moved or self.rekinded)

    @property
    def before(self) -> Segments:
        """As the older column shows it; words that came from next door stand in their own row there."""
        if self.was is None:
            return []
        kept = [segment for segment in self.segments if segment[0] != "added"]
        return kept if "".join(text for _kind, text in kept) == self.was.text else [("same", self.was.text)]

    @property
    def after(self) -> Segments:
        """As the newer column shows it."""
        if self.act in (REMOVED, AWAY):
            return []
        return [segment for segment in self.segments if segment[0] != "removed"]


def compare(older: Sequence[Numbered], newer: Sequence[Numbered], lineage: Lineage | None = None) -> list[Difference]:
    """Every paragraph of both texts in the order of the newer; what went stands where it stood."""
    lineage = lineage or Lineage()
    before, after = {c.uid: c for c in older}, {c.uid: c for c in newer}
    stayed = in_order([c.uid for c in older], [c.uid for c in newer])
    families = _families(older, newer, lineage)
    words = {uid: segments for family in families for uid, segments in _together(*family).items()}
    left = _left(older, after, stayed, lineage)
    found = left.get("", [])
    for clause in newer:
        was = before.get(clause.uid)
        segments = words.get(clause.uid) or diff.words(was.text if was else "", clause.text)
        act = ADDED if was is None else SAME if was.text == clause.text else CHANGED
        split = before.get(lineage.origin.get(clause.uid, "")) if was is None else None
        moved = was is not None and clause.uid not in stayed
        found += [Difference(clause, segments, act, was, moved, split), *left.get(clause.uid, [])]
    return found


def in_order(older: Sequence[str], newer: Sequence[str]) -> frozenset[str]:
    """The largest set of uids whose order did not change: whoever is not in it has moved."""
    place = {uid: number for number, uid in enumerate(older)}
    common = [uid for uid in newer if uid in place]
    ends: list[int] = []  # of the rows found so far, by length: the smallest last place
    chosen: list[str] = []  # the uid at that end
    previous: dict[str, str] = {}
    for uid in common:
        length = bisect_left(ends, place[uid])
        previous[uid] = chosen[length - 1] if length else ""
        ends[length : length + 1] = [place[uid]]
        chosen[length : length + 1] = [uid]
    row, uid = set(), chosen[-1] if chosen else ""
    while uid:
        row.add(uid)
        uid = previous[uid]
    return frozenset(row)


def _left(
    older: Sequence[Numbered], after: Mapping[str, Numbered], stayed: frozenset[str], lineage: Lineage
) -> dict[str, list[Difference]]:
    """What left its place, under the uid of the last paragraph before it that stayed."""
    found: dict[str, list[Difference]] = {}
    anchor = ""
    for clause in older:
        if clause.uid in stayed:
            anchor = clause.uid
        elif clause.uid in after:
            gone = Difference(after[clause.uid], [("same", clause.text)], AWAY, clause, moved=True)
            found.setdefault(anchor, []).append(gone)
        else:
            survivor = _survivor(clause.uid, after, lineage)
            kind = "same" if survivor else "removed"
            gone = Difference(clause, [(kind, clause.text)], REMOVED, clause, joined_to=survivor)
            found.setdefault(anchor, []).append(gone)
    return found


def _survivor(uid: str, after: Mapping[str, Numbered], lineage: Lineage) -> Numbered | None:
    """The paragraph that has the words of a joined one, also where that was joined again."""
    seen = {uid}
    while (uid := lineage.joined.get(uid, "")) and uid not in seen:
        if uid in after:
            return after[uid]
        seen.add(uid)
    return None


Family = tuple[list[Numbered], list[Numbered]]


def _families(older: Sequence[Numbered], newer: Sequence[Numbered], lineage: Lineage) -> list[Family]:
    """Paragraphs between which words went by splitting and joining: (the older ones, the newer ones)."""
    before, after = {c.uid for c in older}, {c.uid: c for c in newer}
    heads: dict[str, str] = {}
    for clause in older:
        survivor = None if clause.uid in after else _survivor(clause.uid, after, lineage)
        if survivor and survivor.uid in before:
            heads[clause.uid] = heads[survivor.uid] = survivor.uid
    for clause in newer:
        origin = lineage.origin.get(clause.uid, "")
        if clause.uid not in before and origin in before and origin in after:
            heads[clause.uid] = heads[origin] = heads.get(origin, origin)
    names = dict.fromkeys(heads.values())
    return [
        ([c for c in older if heads.get(c.uid) == name], [c for c in newer if heads.get(c.uid) == name]) for name in names
    ]


def _together(older: list[Numbered], newer: list[Numbered]) -> dict[str, Segments]:
    """The words of a family compared as one row, so that words that only went next door have not changed."""
    before, _cuts = _row(older)
    after, cuts = _row(newer)
    found: dict[str, Segments] = {c.uid: [] for c in newer}
    for act, a, b, c, d in diff.steps([key for key, _piece in before], [key for key, _piece in after]):
        removed = "" if act == "equal" else "".join(piece for _key, piece in before[a:b])
        if c == d:
            found[newer[_which(cuts, max(c - 1, 0))].uid] += diff.marked(removed, "")
            continue
        while c < d:
            which = _which(cuts, c)
            end = min(d, cuts[which])
            words = "".join(piece for _key, piece in after[c:end])
            found[newer[which].uid] += [("same", words)] if act == "equal" else diff.marked(removed, words)
            removed, c = "", end
    return {uid: diff.joined(segments) for uid, segments in found.items()}


def _row(clauses: list[Numbered]) -> tuple[list[tuple[str, str]], list[int]]:
    """All pieces as (what is compared, what is shown), and where each paragraph ends."""
    row: list[tuple[str, str]] = []
    cuts = []
    for number, clause in enumerate(clauses):
        for place, piece in enumerate(diff.pieces(clause.text)):
            alone = number and not place and not piece[0].isspace()
            row.append((f" {piece}" if alone else piece, piece))
        cuts.append(len(row))
    return row, cuts


def _which(cuts: list[int], place: int) -> int:
    return next(number for number, end in enumerate(cuts) if place < end or number == len(cuts) - 1)
