"""A paper as a Word document: real headings, a table of contents that Word counts, numbered asks, links."""

from typing import Any

from forum.declarations.exports.word import frame, styles
from forum.declarations.exports.word.notes import hyperlink
from forum.declarations.exports.word.runs import Words
from forum.declarations.exports.word.saving import saved
from forum.declarations.exports.word.xml import SPACE, field, text, w
from forum.declarations.exports.wording import visible
from forum.declarations.exports.xmltree import Element, uri
from forum.kit.i18n import _
from forum.papers.formats.wordlists import Lists
from forum.papers.shape import Block, Run, Section, Sheet, Table

STYLES = {"p": "BodyText", "item": "ListItem", "quote": "Reservation", "small": "Notice"}
BOLD, MEASURE = styles.BOLD, styles.MEASURE
OWN = (
    ("heading 2", "Heading2", "Heading1", "<w:outlineLvl w:val='2'/>", "<w:sz w:val='22'/><w:szCs w:val='22'/>"),
    ("heading 3", "Heading3", "Heading1", "<w:spacing w:before='180' w:after='80'/><w:outlineLvl w:val='3'/>",
     "<w:sz w:val='19'/><w:szCs w:val='19'/>"),
    ("List Number", "ListItem", "BodyText", "<w:ind w:left='1701' w:right='1134' w:hanging='567'/><w:jc w:val='left'/>", ""),
    ("Subtitle", "Subtitle", "Normal", f"{MEASURE}", "<w:sz w:val='24'/><w:szCs w:val='24'/>"),
    ("toc 1", "TOC1", "Normal", "<w:tabs><w:tab w:val='right' w:leader='dot' w:pos='8504'/></w:tabs>"
     f"<w:spacing w:before='120' w:after='40'/>{MEASURE}", BOLD),
    ("toc 2", "TOC2", "Normal", "<w:tabs><w:tab w:val='right' w:leader='dot' w:pos='8504'/></w:tabs>"
     "<w:spacing w:after='20'/><w:ind w:left='1418' w:right='1134'/>", ""),
)  # fmt: skip
WIDTH = 7370  # of the measure


def render(sheet: Sheet) -> bytes:
    import docx

    document = docx.Document()
    frame.without_template(document)
    given: Any = sheet  # the parts of a Word document ask for fields that a sheet has too
    styles.set_styles(document, given)
    _own_styles(document)
    styles.set_page(document)
    styles.set_settings(document, footnotes=False)
    _count_on_opening(document)
    _properties(document, sheet)
    frame.header_and_footer(document, given)
    writer = _Writer(document, sheet)
    writer.cover()
    writer.contents()
    for place, section in enumerate(sheet.sections):
        writer.section(section, place)
    writer.lists.write(document.part.numbering_part.element)
    return saved(document)


def _own_styles(document: Any) -> None:
    from docx.oxml import parse_xml

    found = "".join(
        f"<w:style w:type='paragraph' w:styleId='{identity}'><w:name w:val='{name}'/><w:basedOn w:val='{base}'/>"
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
        for name, identity, base, paragraph, look in OWN
    )
    for child in list(parse_xml(f"<w:styles xmlns:w='{SPACE}'>{found}</w:styles>")):
        document.styles.element.append(child)


def _count_on_opening(document: Any) -> None:
    """Word counts the pages of the table of contents when it opens the file."""
    settings = document.settings.element
    setting = w(settings, "updateFields", val="true")
    settings.find(f"{{{SPACE}}}compat").addprevious(setting)


def _properties(document: Any, sheet: Sheet) -> None:
    found = document.core_properties
    found.title, found.subject = visible(sheet.title)[:255], visible(sheet.reference)
    found.author = found.last_modified_by = visible(sheet.forum)[:255]
    found.identifier, found.language = sheet.address[:255], sheet.language
    found.keywords = f"sha256:{sheet.sha256}"
    found.category = visible(sheet.demonstration)[:255]
    found.comments, found.revision = visible(sheet.notice)[:255], 1
    found.created = found.modified = sheet.made_at.replace(tzinfo=None, microsecond=0)


class _Writer:
    def __init__(self, document: Any, sheet: Sheet) -> None:
        given: Any = sheet
        self.words, self.sheet, self.part = Words(document, given), sheet, document.part
        self.lists = Lists()
        self.marks = {section.key: place for place, section in enumerate(sheet.sections, 1)}

    def line(self, style: str, said: str, bold: bool = False) -> Element:
        p, _properties = self.words.paragraph(style)
        self.words.say(p, said, bold=bold)
        return p

    def cover(self) -> None:
        self.line("Masthead", self.sheet.forum, bold=True)
        for fact in (self.sheet.kind, *self.sheet.facts):
            self.line("Masthead", fact)
        if self.sheet.demonstration:
            self.line("Masthead", self.sheet.demonstration, bold=True)
        self.line("Title", self.sheet.title)
        for said in self.sheet.lines:
            self.line("Subtitle", said)
        self.line("Notice", self.sheet.notice)
        p, _properties = self.words.paragraph("Notice")
        self.runs(p, (Run(self.sheet.address, self.sheet.address),))

    def contents(self) -> None:
        """Entries lead to their headings; their pages are counted by the program that opens the file."""
        p = self.line("Notice", _("Contents"), bold=True)
        w(p.find(f"{{{SPACE}}}pPr"), "pageBreakBefore")
        shown = [section for section in self.sheet.sections if section.level < 3]
        for place, section in enumerate(shown):
            p, _properties = self.words.paragraph(f"TOC{section.level}")
            if place == 0:
                _mark(p, "begin")
                code = w(w(p, "r"), "instrText")
                code.text = ' TOC \\o "1-2" \\h \\z \\u '
                _mark(p, "separate")
            link = w(p, "hyperlink", anchor=self.bookmark(section.key), history=1)
            text(w(link, "r"), f"{section.title}\t")
            field(link, f"PAGEREF {self.bookmark(section.key)} \\h")
            if place == len(shown) - 1:
                _mark(p, "end")

    def section(self, section: Section, place: int) -> None:
        p, properties = self.words.bare(f"Heading{section.level}")
        if place == 0 or section.key in ("annex", "numbers"):
            w(properties, "pageBreakBefore")
        self.words.turn(properties, section.language or self.words.around)
        number = self.marks[section.key]
        w(p, "bookmarkStart", id=number, name=self.bookmark(section.key))
        self.words.say(p, section.title, language=section.language)
        w(p, "bookmarkEnd", id=number)
        self.lists.begin()
        for block in section.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        if block.table:
            self.table(block.table)
            return
        p, properties = self.words.bare(STYLES[block.kind])
        if block.kind == "item":
            self.lists.number(properties, block.number)
        self.words.turn(properties, block.language or self.words.around)
        self.runs(p, block.runs, block.language)

    def runs(self, p: Element, runs: tuple[Run, ...], language: str = "") -> None:
        for run in runs:
            into = p
            if run.link.startswith("#"):
                into = w(p, "hyperlink", anchor=self.bookmark(run.link[1:]), history=1)
            elif run.link and (href := uri(run.link)):
                into = hyperlink(p, self.part, href)
            made = self.words.say(into, run.text, bold=run.strong, language=language)
            properties = made.find(f"{{{SPACE}}}rPr")
            if into is not p or run.em:
                look = properties.makeelement(f"{{{SPACE}}}rStyle")
                look.set(f"{{{SPACE}}}val", "Hyperlink" if into is not p else "Emphasis")
                properties.insert(0, look)

    def table(self, found: Table) -> None:
        table = w(self.words.body, "tbl")
        self.words.last.addprevious(table)
        properties = w(table, "tblPr")
        w(properties, "tblW", w=WIDTH, type="dxa")
        w(properties, "tblInd", w=1134, type="dxa")
        w(w(properties, "tblBorders"), "insideH", val="single", sz=4, space=0, color="BFBFBF")
        w(properties, "tblLayout", type="fixed")
        widths = [WIDTH * one // sum(found.widths) for one in found.widths]
        grid = w(table, "tblGrid")
        for width in widths:
            w(grid, "gridCol", w=width)
        heads = tuple((Run(head, strong=True),) for head in found.heads)
        for place, cells in enumerate((heads, *found.rows)):
            row = w(table, "tr")
            if place == 0:
                w(w(row, "trPr"), "tblHeader")
            for width, cell in zip(widths, cells, strict=True):
                holder = w(row, "tc")
                w(w(holder, "tcPr"), "tcW", w=width, type="dxa")
                p, _properties = self.words.paragraph("TableText", holder)
                self.runs(p, cell)
        self.line("Notice", "")

    def bookmark(self, key: str) -> str:
        return f"_Toc{900_000 + self.marks[key]}" if key in self.marks else "_top"


def _mark(p: Element, kind: str) -> None:
    w(w(p, "r"), "fldChar", fldCharType=kind)
