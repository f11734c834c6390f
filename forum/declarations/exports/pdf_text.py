"""The paragraphs of a text as data for the typesetter: lists with their marks, words, rows side by side."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from forum.declarations.exports import wording
from forum.declarations.exports.marking import DELETED, INSERTED, Marked, Segment
from forum.declarations.exports.shape import Content, Paragraph
from forum.declarations.exports.signed import Signatory
from forum.declarations.text.clauses import HEADING, KINDS, NUMBERED, OPERATIVE, SUB, SUBSUB
from forum.declarations.text.comparing import ADDED, AWAY, CHANGED, REMOVED
from forum.declarations.text.pieces import Piece
from forum.kit.i18n import _

Data = dict[str, Any]
DEPTH = {OPERATIVE: 0, SUB: 1, SUBSUB: 2}
MARKS = {INSERTED: "added", DELETED: "removed"}


class Cited:
    """A note is printed where it is cited first; later places lead back to it."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def stretch(self, piece: Piece | Segment) -> Data:
        again = piece.note in self.seen
        if piece.note:
            self.seen.add(piece.note)
        link = piece.link if piece.link.startswith(("https://", "http://")) else ""
        mark = MARKS.get(getattr(piece, "kind", ""), "")
        return {"text": piece.text, "em": piece.em, "link": link, "note": piece.note, "again": again, "mark": mark}


def plain(text: str) -> list[Data]:
    return [Cited().stretch(Piece(text))] if text else []


def paragraph(one: Paragraph, cited: Cited, said: Mapping[str, Sequence[Signatory]]) -> Data:
    """With the reservations that name it."""
    pieces = [cited.stretch(piece) for piece in one.pieces]
    late = _("Not translated; the authentic words stand here.") if one.missing else ""
    return _part(one.kind, one.mark, pieces, reservations(said.get(one.uid, ())), late)


def marked(one: Marked, cited: Cited, said: Mapping[str, Sequence[Signatory]]) -> Data:
    """With what came and what went; over it in words what a line under or through them cannot say."""
    pieces = [cited.stretch(segment) for segment in one.segments]
    remarks = [] if one.gone else reservations(said.get(one.uid, ()))
    return _part(one.kind, one.mark, pieces, remarks, ", ".join(_said(one))) | {"gone": one.gone}


def _said(one: Marked) -> list[str]:
    if one.act == AWAY:
        return [_("moved from here")]
    found = {ADDED: [_("added")], REMOVED: [_("removed")], CHANGED: [_("changed")]}.get(one.act, [])
    if one.split_from:
        found = [_("split from %(paragraph)s", paragraph=one.split_from)]
    if one.joined_to:
        found = [_("joined to %(paragraph)s", paragraph=one.joined_to)]
    numbers = {"older": one.was_number, "newer": one.number}
    both = bool(one.was_number and one.number)
    if one.moved:
        found.append(_("moved from %(older)s to %(newer)s", **numbers) if both else _("moved"))
    elif both and one.was_number != one.number:
        found.append(_("renumbered from %(older)s to %(newer)s", **numbers))
    if one.was_kind and one.was_kind != one.kind:
        found.append(_("was: %(kind)s", kind=KINDS[one.was_kind]))
    return found


def reservations(found: Iterable[Signatory]) -> list[Data]:
    return [{"label": _reservation_of(one), "text": one.reservation} for one in found]


def _reservation_of(one: Signatory) -> str:
    """One that names several paragraphs stands under each of them and says so."""
    if len(one.reserved) < 2:
        return wording.reservation_lead(one)
    numbers = ", ".join(number for _uid, number in one.reserved)
    place = {"city": one.city, "country": one.country}
    return _("Reservation by %(city)s (%(country)s) on paragraphs %(numbers)s:", numbers=numbers, **place)


def _part(kind: str, mark: str, pieces: list[Data], remarks: list[Data], said: str) -> Data:
    return {"kind": kind, "mark": mark, "pieces": pieces, "remarks": remarks, "said": said, "children": [], "gone": False}


def blocks(parts: Iterable[Data]) -> list[Data]:
    """Headings and paragraphs as they come; neighbours with numbers as lists within lists."""
    found: list[Data] = []
    above: list[tuple[int, list[Data]]] = []  # the lists that are open, with their depth
    for part in parts:
        if part["kind"] not in NUMBERED:
            found.append({"kind": "heading" if part["kind"] == HEADING else "paragraph", "clause": part})
            above = []
            continue
        depth = DEPTH[part["kind"]]
        while above and above[-1][0] > depth:
            above.pop()
        if not above:
            above = [(depth, [])]
            found.append({"kind": "list", "depth": depth, "items": above[0][1]})
        elif above[-1][0] < depth:
            above.append((depth, above[-1][1][-1]["children"]))
        above[-1][1].append(part)
    return found


def rows(contents: Sequence[Content]) -> list[Data]:
    """One row for each paragraph, a cell for each language; reservations stand by the authentic words."""
    cited, first = Cited(), contents[0]
    found = []
    for place, one in enumerate(first.paragraphs):
        cells = [
            paragraph(content.paragraphs[place], cited, first.reservations if content is first else {})
            for content in contents
        ]
        found.append({"kind": one.kind, "depth": DEPTH.get(one.kind, 0), "cells": cells})
    return found
