"""The table of signatories, whose head is on every page that it fills."""

from forum.declarations.exports import wording
from forum.declarations.exports.shape import Content
from forum.declarations.exports.signed import Signatory
from forum.declarations.exports.word.runs import Words
from forum.declarations.exports.word.xml import w
from forum.declarations.exports.xmltree import Element
from forum.kit.i18n import _

WIDTHS = (1800, 1800, 1500, 2038, 2500)


def signatories(words: Words, content: Content) -> None:
    """Those that count; then what became of the others."""
    words.say(words.paragraph("Heading1")[0], _("Signatories"))
    if content.adoption:
        place, day = content.adoption.place, wording.day(content.adoption.on)
        words.say(words.paragraph("BodyText")[0], _("Done at %(place)s, %(day)s.", place=place, day=day))
    words.say(words.paragraph("Facts")[0], " ".join(wording.count_lines(content)))
    if content.counted:
        table = _table(words)
        heads = (_("City"), _("Signed by"), _("Date"), _("Confirmed by"), _("Statement"))
        _row(words, table, [[head] for head in heads], head=True)
        for one in content.counted:
            _row(words, table, _cells(one, content))
        words.paragraph("TableText")
    for one in content.signatories:
        if not one.counts:
            line = f"{one.city} ({one.country}), {one.byline}: {wording.state_line(one, content.edition.number)}"
            words.say(words.paragraph("Notice")[0], line)


def _cells(one: Signatory, content: Content) -> list[list[str]]:
    said = [
        one.remark,
        wording.reserved_line(one),
        wording.delegation_line(one),
        wording.state_line(one, content.edition.number),
    ]
    confirmed = [wording.method_name(one.method), wording.entry_line(one)]
    return [[one.city, one.country], [one.holder, one.office], [wording.day(one.at)], confirmed, said]


def _table(words: Words) -> Element:
    table = w(words.body, "tbl")
    words.last.addprevious(table)
    properties = w(table, "tblPr")
    w(properties, "tblW", w=sum(WIDTHS), type="dxa")
    borders = w(properties, "tblBorders")
    for side, size in (("top", 8), ("bottom", 8), ("insideH", 4)):
        w(borders, side, val="single", sz=size, space=0, color="auto")
    w(properties, "tblLayout", type="fixed")
    grid = w(table, "tblGrid")
    for width in WIDTHS:
        w(grid, "gridCol", w=width)
    return table


def _row(words: Words, table: Element, cells: list[list[str]], head: bool = False) -> None:
    """The first line of the first cell in bold: the city."""
    row = w(table, "tr")
    properties = w(row, "trPr")
    w(properties, "cantSplit")
    if head:
        w(properties, "tblHeader")
    for place, (lines, width) in enumerate(zip(cells, WIDTHS, strict=True)):
        cell = w(row, "tc")
        w(w(cell, "tcPr"), "tcW", w=width, type="dxa")
        shown = [line for line in lines if line] or [""]
        for number, line in enumerate(shown):
            p, _properties = words.paragraph("TableText", cell)
            words.say(p, line, bold=head or (not place and not number))
