"""Real footnotes: the part that holds them, which the library does not make."""

from collections.abc import Sequence
from typing import Any

from forum.declarations.exports.shape import Note
from forum.declarations.exports.word.xml import RELATIONS, SPACE, text, w
from forum.declarations.exports.xmltree import Element, uri

CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = f"{RELATIONS}/footnotes"


def add_notes(document: Any, notes: Sequence[Note]) -> None:
    """Each under the id of its number."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    root = parse_xml(f"<w:footnotes xmlns:w='{SPACE}' xmlns:r='{RELATIONS}'/>")
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT, root, document.part.package)
    for identity, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = w(root, "footnote", type=kind, id=identity)
        w(w(w(note, "p"), "r"), kind)
    for one in notes:
        _note(w(root, "footnote", id=one.number), one, part)
    document.part.relate_to(part, RELATION)


def _note(parent: Element, one: Note, part: Any) -> None:
    p = w(parent, "p")
    w(w(p, "pPr"), "pStyle", val="FootnoteText")
    run = w(p, "r")
    w(w(run, "rPr"), "rStyle", val="FootnoteReference")
    w(run, "footnoteRef")
    text(w(p, "r"), f" {one.label} ")
    if href := uri(one.url):
        run = w(hyperlink(p, part, href), "r")
        w(w(run, "rPr"), "rStyle", val="Hyperlink")
        text(run, one.url)


def hyperlink(parent: Element, part: Any, href: str) -> Element:
    """To an address outside the document."""
    link = w(parent, "hyperlink")
    kind = f"{RELATIONS}/hyperlink"
    link.set(f"{{{RELATIONS}}}id", part.relate_to(href, kind, is_external=True))
    return link
