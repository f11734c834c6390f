"""Words into paragraphs: emphasis, links, footnotes, languages, and changes that Word tracks."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from forum.declarations.exports.marking import DELETED, INSERTED, SAME, Marked, Segment
from forum.declarations.exports.shape import Content
from forum.declarations.exports.word.notes import hyperlink
from forum.declarations.exports.word.styles import language_tag
from forum.declarations.exports.word.xml import field, text, w
from forum.declarations.exports.xmltree import Element, uri
from forum.declarations.text.languages import language as known
from forum.declarations.text.pieces import Piece
from forum.kit.speaking import spoken

TRACKED = {INSERTED: "ins", DELETED: "del"}


class Words:
    """Writes the words of one document."""

    def __init__(self, document: Any, content: Content) -> None:
        self.part = document.part
        self.content = content
        self.body = document.element.body
        self.last = self.body[-1]  # the section, which stands last
        self.around = spoken(content.language)  # the language of what the forum says around the text
        self.changes = 0
        self.noted: set[int] = set()

    def paragraph(self, style: str, into: Element = None, language: str = "") -> tuple[Element, Element]:
        """(the paragraph, its properties), in the language that the forum speaks around the text unless another is named."""
        p, properties = self.bare(style, into)
        self.turn(properties, language or self.around)
        return p, properties

    def bare(self, style: str, into: Element = None) -> tuple[Element, Element]:
        """Before its number and its direction are set, which stand in this order."""
        p = w(self.body if into is None else into, "p")
        if into is None:
            self.last.addprevious(p)
        properties = w(p, "pPr")
        w(properties, "pStyle", val=style)
        return p, properties

    def turn(self, properties: Element, language: str) -> None:
        """A paragraph in a language that is written the other way."""
        direction = known(language).direction
        if direction != self.content.direction:
            w(properties, "bidi", val=int(direction == "rtl"))

    def say(self, p: Element, words: str, bold: bool = False, language: str = "") -> Element:
        run = w(p, "r")
        properties = w(run, "rPr")
        if bold:
            w(properties, "b")
            w(properties, "bCs")
        self._direction(properties, language or self.around)
        text(run, words)
        return run

    def pieces(self, p: Element, found: Iterable[Piece | Segment], language: str = "") -> None:
        """`language` is the language of the words where it is not that of the document."""
        for piece in found:
            kind = piece.kind if isinstance(piece, Segment) else SAME
            into = p
            if piece.link and (href := uri(piece.link)):
                into = hyperlink(p, self.part, href)
            if isinstance(piece, Segment) and kind != SAME:
                into = self.tracked(into, TRACKED[kind], piece.by, piece.at)
            if piece.note:
                self._note(into, piece.note)
                continue
            run = w(into, "r")
            properties = w(run, "rPr")
            if piece.em or piece.link:
                w(properties, "rStyle", val="Hyperlink" if piece.link else "Emphasis")
            if piece.em and piece.link:
                w(properties, "i")
                w(properties, "iCs")
            self._direction(properties, language)
            text(run, piece.text, kind == DELETED)

    def tracked(self, parent: Element, name: str, by: str, at: dt.datetime | None) -> Element:
        """A change with who made it and when."""
        self.changes += 1
        when = f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None
        return w(parent, name, id=self.changes, author=by, date=when)

    def mark(self, properties: Element, one: Marked) -> None:
        """In the properties of a paragraph: that all of it came or went, so that nothing is left when that is decided."""
        if one.gone or one.new:
            first = next((s for s in one.segments if s.kind != SAME), Segment(SAME, by=self.content.forum))
            self.tracked(w(properties, "rPr"), "del" if one.gone else "ins", first.by, first.at)

    def _direction(self, properties: Element, language: str = "") -> None:
        """The style has those of the document."""
        if language and language != self.content.language:
            direction = known(language).direction
            if direction != self.content.direction:
                w(properties, "rtl", val=int(direction == "rtl"))
            language_tag(properties, language, direction)

    def _note(self, parent: Element, number: int) -> None:
        """Where a note comes again, its number alone, which Word keeps right."""
        if number in self.noted:
            field(parent, f"NOTEREF _note{number} \\f \\h", str(number), "FootnoteReference")
            return
        self.noted.add(number)
        w(parent, "bookmarkStart", id=10_000 + number, name=f"_note{number}")
        run = w(parent, "r")
        w(w(run, "rPr"), "rStyle", val="FootnoteReference")
        w(run, "footnoteReference", id=number)
        w(parent, "bookmarkEnd", id=10_000 + number)
