"""What stands around the text: masthead, header and footer, properties of the file, and by what it can be checked."""

from typing import Any

from forum.declarations.exports import wording
from forum.declarations.exports.marking import MarkedText
from forum.declarations.exports.shape import Content
from forum.declarations.exports.word.runs import Words
from forum.declarations.exports.word.xml import W, field, text, w
from forum.declarations.exports.xmltree import Element
from forum.declarations.text.pieces import Piece
from forum.kit.i18n import _

WIDTH = 9638  # between the margins


def without_template(document: Any) -> None:
    """The picture and the parts of the library's template that say nothing here."""
    kinds = ("/stylesWithEffects", "/customXml", "/webSettings", "/theme", "/fontTable")
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith((*kinds, "/thumbnail", "/extended-properties")):
                del part.rels[key]


def set_properties(document: Any, content: Content, marked: MarkedText | None) -> None:
    found = document.core_properties
    found.title, found.subject = wording.visible(content.title)[:255], wording.visible(content.reference)
    found.author = found.last_modified_by = wording.visible(content.forum)[:255]
    found.identifier, found.language = content.address[:255], content.language
    found.keywords = f"sha256:{content.sha256}"
    found.version, found.revision = str(content.edition.number), 1
    found.category = wording.visible(content.demonstration)[:255]
    against = _("Marked against version %(number)s.", number=marked.against) if marked else ""
    found.comments = wording.visible(" ".join(part for part in (against, content.notice) if part))[:255]
    found.created = found.modified = content.made_at.replace(tzinfo=None, microsecond=0)


def header_and_footer(document: Any, content: Content) -> None:
    """On the first page the masthead stands instead of the header."""
    section = document.sections[0]
    header = _emptied(section.header._element)
    _two(header, "Header", content.reference, content.demonstration or content.forum)
    w(_emptied(section.first_page_header._element), "p")
    for footer in (section.footer, section.first_page_footer):
        p = _two(_emptied(footer._element), "Footer", f"SHA-256 {content.sha256}", "")
        field(p, "PAGE")
        _run(p, " / ")
        field(p, "NUMPAGES")


def masthead(words: Words, content: Content, marked: MarkedText | None) -> None:
    """Who publishes it, what it is, where it stands; then the title and what the text is for."""
    table = w(words.body, "tbl")
    words.last.addprevious(table)
    properties = w(table, "tblPr")
    w(properties, "tblW", w=WIDTH, type="dxa")
    w(w(properties, "tblBorders"), "bottom", val="single", sz=12, space=0, color="auto")
    w(properties, "tblLayout", type="fixed")
    grid = w(table, "tblGrid")
    left, right = 4600, WIDTH - 4600
    for width in (left, right):
        w(grid, "gridCol", w=width)
    row = w(table, "tr")
    cells = []
    for width in (left, right):
        cells.append(w(row, "tc"))
        w(w(cells[-1], "tcPr"), "tcW", w=width, type="dxa")
    p, _properties = words.paragraph("Masthead", cells[0])
    run = words.say(p, content.forum, bold=True)
    run.find(f"{W}rPr").insert_element_before(run.makeelement(f"{W}sz", {f"{W}val": "28"}), "w:rtl", "w:lang")
    if content.demonstration:
        words.say(words.paragraph("Masthead", cells[0])[0], content.demonstration, bold=True)
    words.say(words.paragraph("Masthead", cells[0])[0], content.notice)
    lines = [wording.version_line(content), *wording.stage_lines(content), wording.language_line(content)]
    if marked:
        lines.append(_("Marked against version %(number)s.", number=marked.against))
    p, _properties = words.paragraph("Masthead", cells[1])
    words.say(p, content.reference, bold=True)
    for line in lines:
        words.say(words.paragraph("Masthead", cells[1])[0], line)
    p, _properties = words.paragraph("Title", language=content.language)
    words.pieces(p, marked.paragraphs[0].segments if marked else (Piece(content.title),))
    if content.purpose:
        spoken = content.authentic_language
        words.say(words.paragraph("BodyText", language=spoken)[0], content.purpose, language=spoken)


def about(words: Words, content: Content) -> None:
    """By what the text can be checked, and what it is not."""
    p, _properties = words.paragraph("Heading1")
    words.say(p, _("About this document"))
    manifest = content.edition.manifest_sha256
    p, _properties = words.paragraph("Notice")
    words.say(p, _("Address:") + " ")
    words.pieces(p, (Piece(content.address, link=content.address),), words.around)
    lines = [
        f"SHA-256: {content.sha256}",
        _("SHA-256 of all languages: %(hash)s", hash=manifest) if manifest else "",
        wording.register_line(content),
        wording.licence_line(content),
        content.demonstration,
        content.notice,
    ]
    for line in lines:
        if line:
            words.say(words.paragraph("Notice")[0], line)


def _two(parent: Element, style: str, left: str, right: str) -> Element:
    """Words at both ends of a line."""
    p = w(parent, "p")
    properties = w(p, "pPr")
    w(properties, "pStyle", val=style)
    w(properties, "bidi", val=0)
    _run(p, f"{left}\t{right}")
    return p


def _run(p: Element, words: str) -> None:
    run = w(p, "r")
    w(w(run, "rPr"), "rtl", val=0)
    text(run, words)


def _emptied(element: Element) -> Element:
    for child in list(element):
        element.remove(child)
    return element
