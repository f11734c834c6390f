"""A version as Akoma Ntoso 3.0: preamble and numbered body with lasting eIds, notes, reservations, signatures."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from forum.declarations.exports import aknmeta, wording
from forum.declarations.exports.marking import SAME, Marked, MarkedText, Segment
from forum.declarations.exports.shape import Content, Note, Paragraph
from forum.declarations.exports.signed import Signatory
from forum.declarations.exports.xmltree import XML, Element, add, say, uri
from forum.declarations.text.clauses import HEADING, OPERATIVE, PREAMBULAR, SUB, SUBSUB
from forum.declarations.text.pieces import Piece
from forum.kit.i18n import _

SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ELEMENTS = {HEADING: "section", PREAMBULAR: "paragraph", OPERATIVE: "paragraph", SUB: "subparagraph", SUBSUB: "point"}
SHORT = {HEADING: "sec", PREAMBULAR: "para", OPERATIVE: "para", SUB: "subpara", SUBSUB: "point"}
ELEMENT_OF = {"inserted": "ins", "deleted": "del"}
Item = Paragraph | Marked


def render(content: Content, marked: MarkedText | None = None) -> bytes:
    """One document for one language; marked, with what was inserted and deleted since an older version."""
    from lxml import etree

    root = etree.Element(f"{{{SPACE}}}akomaNtoso", nsmap={None: SPACE, "fom": aknmeta.OWN})
    statement = add(root, "statement", name="declaration", contains="singleVersion")
    aknmeta.write(statement, content, marked)
    writer = _Writer(content, marked.notes if marked else content.notes)
    items: Sequence[Item] = marked.paragraphs[1:] if marked else content.paragraphs
    first = next((n for n, item in enumerate(items) if item.kind not in (HEADING, PREAMBULAR)), len(items))
    while first and items[first - 1].kind == HEADING:
        first -= 1  # a heading belongs to what stands under it
    writer.preface(statement, marked)
    if items[:first]:
        writer.preamble(add(statement, "preamble"), items[:first])
    body = add(statement, "mainBody")
    for node in tree(items[first:]):
        writer.body(body, node, "")
    if not len(body):
        add(body, "p")
    _conclusions(add(statement, "conclusions"), content)
    found = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return bytes(found)


@dataclass
class Node:
    item: Item
    children: list["Node"] = field(default_factory=list)


def tree(items: Iterable[Item]) -> list[Node]:
    """Paragraphs under headings, sub-paragraphs under paragraphs; what has no parent stands one step higher."""
    found: list[Node] = []
    above: dict[str, Node] = {}
    for item in items:
        node = Node(item)
        parents = {SUBSUB: (SUB, OPERATIVE, HEADING), SUB: (OPERATIVE, HEADING), HEADING: ()}.get(item.kind, (HEADING,))
        parent = next((above[kind] for kind in parents if kind in above), None)
        (parent.children if parent else found).append(node)
        for lower in {HEADING: (OPERATIVE, SUB), OPERATIVE: (SUB,), PREAMBULAR: (OPERATIVE, SUB)}.get(item.kind, ()):
            above.pop(lower, None)
        above[item.kind] = node
    return found


class _Writer:
    """Writes the text and gives each element an eId that no other has."""

    def __init__(self, content: Content, notes: Sequence[Note]) -> None:
        self.content = content
        self.notes = {note.number: note for note in notes}
        self.first: dict[int, str] = {}  # eId of the place where a note stands with its words
        self.taken: dict[str, int] = {}

    def eid(self, above: str, name: str) -> str:
        wanted = f"{above}__{name}" if above else name
        self.taken[wanted] = self.taken.get(wanted, 0) + 1
        return wanted if self.taken[wanted] == 1 else self.eid(above, f"{name}-{self.taken[wanted]}")

    def preface(self, statement: Element, marked: MarkedText | None) -> None:
        preface = add(statement, "preface")
        title = add(add(add(preface, "longTitle"), "p"), "docTitle")
        self.words(title, marked.paragraphs[0].segments if marked else (Piece(self.content.title),), "preface")
        lines = [wording.version_line(self.content), *wording.stage_lines(self.content)]
        if self.content.demonstration:
            add(preface, "p", self.content.demonstration, class_="demonstration")
        add(preface, "p", " ".join(lines), class_="version")
        add(preface, "p", wording.language_line(self.content), class_="language")
        if self.content.purpose:
            add(preface, "p", self.content.purpose, class_="purpose")

    def preamble(self, preamble: Element, items: Sequence[Item]) -> None:
        """Recitals, in a group of their own under each heading."""
        recitals = heading = None
        group = ""
        for item in items:
            if item.kind == HEADING:
                if heading is not None and recitals is None:  # nothing stands under it
                    self.words(add(preamble, "p", class_="heading"), _said(heading), "preamble")
                recitals, heading = None, item
                continue
            if recitals is None:
                group = self.eid("preamble", f"recitals_{len(preamble) + 1}")
                recitals = add(preamble, "recitals", eId=group)
                if heading is not None:
                    self.words(add(recitals, "heading", class_=_moved(heading)), _said(heading), group)
            number = sum(1 for one in recitals if one.tag.endswith("}recital")) + 1
            eid = self.eid(group, f"rec_{number}")
            self.block(add(recitals, "recital", eId=eid, class_=_moved(item)), item, eid)

    def body(self, parent: Element, node: Node, above: str) -> None:
        item = node.item
        eid = self.eid(above, _name(item, len(parent)))
        kind = item.kind if item.kind == PREAMBULAR else None
        look = " ".join(one for one in (kind, _moved(item)) if one) or None
        element = add(parent, ELEMENTS[item.kind], eId=eid, class_=look)
        if item.mark:
            add(element, "num", item.mark)
        if item.kind == HEADING:
            self.words(add(element, "heading"), _said(item), eid)
        else:
            self.block(add(element, "intro" if node.children else "content"), item, eid)
        for child in node.children:
            self.body(element, child, eid)

    def block(self, parent: Element, item: Item, eid: str) -> None:
        """The words of a paragraph, and the reservations beside them."""
        p = add(parent, "p")
        if isinstance(item, Paragraph) and item.language != self.content.language:
            p.set(f"{XML}lang", item.language)
        self.words(p, _said(item), eid)
        if not (isinstance(item, Marked) and item.gone):
            for one in self.content.reservations.get(item.uid, ()):
                self.reservation(p, one, eid)

    def reservation(self, p: Element, one: Signatory, eid: str) -> None:
        who, marker = aknmeta.person(self.content.signatories.index(one)), self.eid(eid, "authorialNote_r")
        kept = {"refersTo": f"#{who}", "class_": "reservation", "placement": "side", "marker": "*", "eId": marker}
        note = add(p, "authorialNote", **kept)
        add(note, "p", f"{wording.reservation_lead(one)} {one.reservation}")

    def words(self, parent: Element, found: Iterable[Piece | Segment], eid: str) -> None:
        for piece in found:
            into = parent
            if isinstance(piece, Segment) and piece.kind != SAME:
                said = ", ".join(part for part in (piece.by, f"{piece.at:%Y-%m-%d}" if piece.at else "") if part)
                into = add(parent, ELEMENT_OF[piece.kind], title=said or None)
            if piece.note:
                self.note(into, piece.note, eid)
                continue
            if piece.link and (href := uri(piece.link)):
                into = add(into, "a", href=href)
            if piece.em:
                into = add(into, "i")
            for place, line in enumerate(piece.text.split("\n")):
                if place:
                    add(into, "eol")
                say(into, line)

    def note(self, parent: Element, number: int, eid: str) -> None:
        """With its words where it comes first, by reference where it comes again."""
        if number in self.first:
            add(parent, "noteRef", href=f"#{self.first[number]}", marker=str(number), placement="bottom")
            return
        self.first[number] = self.eid(eid, f"authorialNote_{number}")
        note = add(parent, "authorialNote", marker=str(number), placement="bottom", eId=self.first[number])
        known = self.notes[number]
        p = add(note, "p", known.label)
        if href := uri(known.url):
            say(p, " ")
            add(p, "a", known.url, href=href)


def _name(item: Item, place: int) -> str:
    """para_1bis, subpara_a, point_i; what has no number counts its place."""
    number = re.sub(r"[^0-9a-z]", "", item.mark.lower())
    gone = "-del" if isinstance(item, Marked) and item.gone else ""
    return f"{SHORT[item.kind]}_{number or f'n{place + 1}'}{gone}" if item.kind != HEADING else f"sec_{place + 1}{gone}"


def _said(item: Item) -> Sequence[Piece | Segment]:
    return item.segments if isinstance(item, Marked) else item.pieces


def _moved(item: Item) -> str | None:
    return "moved" if isinstance(item, Marked) and item.moved else None


def _conclusions(parent: Element, content: Content) -> None:
    """Place and day, the signatures that count, what became of the others, what the document is not."""
    if content.adoption:
        p = add(parent, "p", f"{content.adoption.place}, ")
        add(p, "date", wording.day(content.adoption.on), date=content.adoption.on)
    for line in wording.count_lines(content):
        add(parent, "p", line, class_="counts")
    for one in content.reservations.get("", ()):
        add(parent, "p", f"{wording.reservation_lead(one)} {one.reservation}", class_="reservation")
    standing = [(place, one) for place, one in enumerate(content.signatories) if one.counts]
    others = [(place, one) for place, one in enumerate(content.signatories) if not one.counts]
    for eid, rows in (("conclusions__signatures", standing), ("conclusions__others", others)):
        if rows:
            block = add(parent, "blockContainer", eId=eid)
            for place, one in rows:
                _signature(block, place, one, content)
    for line in (wording.register_line(content), wording.licence_line(content), content.notice):
        if line:
            add(parent, "p", line, class_="notice")


def _signature(block: Element, place: int, one: Signatory, content: Content) -> None:
    p = add(block, "p")
    signed = add(p, "signature", class_=one.state) if one.counts else p
    add(signed, "person", one.holder or one.byline, refersTo=f"#{aknmeta.person(place)}", as_="#signatory")
    say(signed, ", ")
    add(signed, "role", one.office or one.role or _("Signatory"), refersTo="#signatory")
    say(signed, ", ")
    add(signed, "organization", one.city, refersTo=f"#ref_city_{place + 1}")
    say(signed, f" ({one.country}), ")
    add(signed, "date", wording.day(one.at), date=f"{one.at:%Y-%m-%dT%H:%M:%SZ}")
    confirmed = _("Confirmed by: %(method)s.", method=wording.method_name(one.method))
    said = [confirmed, wording.entry_line(one), wording.delegation_line(one)]
    said = [" ".join(part for part in said if part), wording.state_line(one, content.edition.number), one.remark]
    for words in said:
        if words:
            add(block, "p", words)
