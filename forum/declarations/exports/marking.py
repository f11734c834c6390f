"""A version marked against an older one: every paragraph of both with what was inserted and deleted, by whom and when.

Without what was deleted the paragraphs are the newer text to the letter, without what was inserted the older.
"""

import datetime as dt
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, repeat

from forum.declarations.dossier import Dossier
from forum.declarations.exports.authors import Author, Authors
from forum.declarations.exports.content import full, notes_of
from forum.declarations.exports.shape import Note
from forum.declarations.queries import parts
from forum.declarations.text import comparing, frozen
from forum.declarations.text.comparing import AWAY, REMOVED, Difference, Lineage
from forum.declarations.text.pieces import Notes, Piece, pieces
from forum.kit import diff
from forum.kit.speaking import speaking
from models import Version

SAME, INSERTED, DELETED = "same", "inserted", "deleted"
KINDS = {"same": SAME, "added": INSERTED, "removed": DELETED}
TITLE = "title"
Letters = tuple[Sequence[Piece], Sequence[Author | None]]
NOTHING: Letters = ((), ())


@dataclass(frozen=True)
class Segment:
    """Words of one kind, one look and one author; a footnote has no words."""

    kind: str  # same | inserted | deleted
    text: str = ""
    em: bool = False
    link: str = ""
    note: int = 0
    by: str = ""  # of what was inserted or deleted: the city, or the version where the way there is not public
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Marked:
    """One paragraph. A moved one stands twice: `away` where it was, wholly deleted, and wholly inserted where it is."""

    uid: str
    kind: str  # title, or that of the paragraph
    mark: str
    number: str
    act: str  # same | changed | added | removed | away
    segments: tuple[Segment, ...]
    words: tuple[Segment, ...]  # of a moved paragraph what changed within it; elsewhere the same as `segments`
    was_number: str = ""
    was_kind: str = ""
    moved: bool = False
    split_from: str = ""  # numbers of its kin
    joined_to: str = ""
    alternative: bool = False

    @property
    def gone(self) -> bool:
        """It is no paragraph of the newer text."""
        return self.act in (REMOVED, AWAY)

    @property
    def new(self) -> bool:
        """It was no paragraph of the older text, here."""
        return self.act == "added" or (self.moved and not self.gone)


@dataclass(frozen=True)
class MarkedText:
    """The paragraphs, the title first, and their footnotes."""

    paragraphs: tuple[Marked, ...]
    notes: tuple[Note, ...]
    against: int  # the number of the older version


class Side:
    """One of two texts of a paragraph: the look and the author of each letter, and how far it has been read."""

    def __init__(self, found: Sequence[Piece], writers: Sequence[Author | None]) -> None:
        self.looks = [(piece.em, piece.link) for piece in found for _letter in piece.text]
        self.writers, self.place, self.cited = writers, 0, list[tuple[int, Piece]]()
        at = 0
        for piece in found:
            self.cited += [(at, piece)] if piece.note else []
            at += len(piece.text)
        self.targets = {piece.target for piece in found if piece.note}

    def read(self, kind: str, text: str, other: Author) -> Iterator[Segment]:
        """The next words, cut where their look or their author changes."""
        here, end = self.place, self.place + len(text)
        plain: list[tuple[bool, str]] = [(False, "")] * len(text)
        looks = self.looks[here:end] or plain
        writers = list(self.writers[here:end]) or [None] * len(text)
        at = 0
        for ((em, link), writer), letters in groupby(zip(looks, writers if kind != SAME else repeat(None), strict=False)):
            count = sum(1 for _letter in letters)
            by = (writer or other) if kind != SAME else Author("")
            yield Segment(kind, text[at : at + count], em, link, 0, by.by, by.at)
            at += count

    def until_note(self) -> float:
        """How many letters there are before the next note."""
        return self.cited[0][0] - self.place if self.cited else math.inf

    def notes(self, kind: str, kept: set[str], other: Author) -> Iterator[Segment]:
        """Those that stand here and have not been handed out; a kept one only by the newer text."""
        while self.cited and self.cited[0][0] <= self.place:
            _at, piece = self.cited.pop(0)
            if piece.target not in kept:
                yield Segment(kind, note=piece.note, by=other.by, at=other.at)
            elif kind == INSERTED:
                yield Segment(SAME, note=piece.note)


def marked(dossier: Dossier, version: Version, against: Version, attributed: bool = False) -> MarkedText:
    """`attributed` names the cities whose words they are: for readers who may see how the text came about."""
    with speaking(str(json.loads(version.canonical)["language"])):
        authors = Authors.of(dossier, version, against, attributed)
        lineage = Lineage.of(parts.related(dossier.id))
        found, targets = between(against.canonical, version.canonical, authors, lineage)
        return MarkedText(found, notes_of(targets), against.number)


def between(older: str, newer: str, authors: Authors, lineage: Lineage) -> tuple[tuple[Marked, ...], list[str]]:
    """(the paragraphs, the title first; what they cite) of two canonical texts."""
    template, notes = str(json.loads(newer)["template"]), Notes()
    before, after = frozen.read(older), frozen.read(newer)
    new = {clause.uid: [full(piece) for piece in pieces(clause, template, notes)] for clause in after}
    old = {clause.uid: [full(piece) for piece in pieces(clause, template, notes)] for clause in before}
    rows = [_paragraph(one, authors, old, new) for one in comparing.compare(before, after, lineage)]
    return (_title(frozen.title(older), frozen.title(newer), authors), *rows), notes.targets


def _title(older: str, newer: str, authors: Authors) -> Marked:
    words = diff.words(older, newer)
    segments = _cut(words, authors, NOTHING, NOTHING)
    act = "same" if [kind for kind, _text in words] == ["same"] else "changed"
    return Marked(TITLE, TITLE, "", "", act, segments, segments)


def _paragraph(
    one: Difference, authors: Authors, before: Mapping[str, list[Piece]], after: Mapping[str, list[Piece]]
) -> Marked:
    clause, was = one.clause, one.was
    removed: Letters = (before.get(clause.uid, []), authors.took(clause.uid, was.text) if was and one.says else [])
    brought: Letters = (after.get(clause.uid, []), authors.brought(clause.uid, clause.text) if one.says else [])
    if one.act == AWAY and was is not None:
        removed = (removed[0], authors.took(clause.uid, was.text))
        words = whole = _cut([("removed", was.text)], authors, removed, NOTHING)
    elif one.act == "same":
        words = whole = tuple(Segment(SAME, piece.text, piece.em, piece.link, piece.note) for piece in brought[0])
    else:
        words = whole = _cut(_words(one), authors, removed, brought)
    if one.moved and one.act != AWAY:
        whole = tuple(_brought(segment, authors.other) for segment in words if segment.kind != DELETED)
    shown = was if one.act == AWAY and was is not None else clause
    return Marked(
        clause.uid, shown.kind, shown.mark, shown.number, one.act, whole, words,
        was.number if was else "", was.kind if was else "", one.moved,
        one.split_from.number if one.split_from else "", one.joined_to.number if one.joined_to else "", shown.alternative,
    )  # fmt: skip


def _cut(words: list[diff.Segment], authors: Authors, old: Letters, new: Letters) -> tuple[Segment, ...]:
    return tuple(_segments(words, Side(*old), Side(*new), authors.other))


def _brought(segment: Segment, other: Author) -> Segment:
    """At a new place all of it is new; who moved a paragraph is not recorded, who wrote new words in it is."""
    if segment.kind == INSERTED:
        return segment
    return replace(segment, kind=INSERTED, by=other.by, at=other.at)


def _words(one: Difference) -> list[diff.Segment]:
    """What became of this paragraph alone: words that came from next door are new here, those that went there are gone."""
    if one.act == REMOVED:
        return [("removed", one.clause.text)]
    if one.was is None:
        return [("added", one.clause.text)]
    if "".join(text for kind, text in one.segments if kind != "added") == one.was.text:
        return one.segments
    return diff.words(one.was.text, one.clause.text)


def _segments(words: Iterable[diff.Segment], old: Side, new: Side, other: Author) -> Iterator[Segment]:
    """Cut where the kind, the look or the author changes, with the notes in their places."""
    kept = old.targets & new.targets  # what both cite is the same wherever it stands
    for given, text in words:
        kind = KINDS[given]
        moving = [side for side, without in ((old, INSERTED), (new, DELETED)) if kind != without]
        while text:
            for side in moving:
                yield from side.notes(DELETED if side is old else INSERTED, kept, other)
            count = int(min(len(text), *(side.until_note() for side in moving)))
            yield from moving[-1].read(kind, text[:count], other)
            for side in moving:
                side.place += count
            text = text[count:]
    yield from (*old.notes(DELETED, kept, other), *new.notes(INSERTED, kept, other))
