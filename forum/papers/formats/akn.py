"""A paper as Akoma Ntoso 3.0: one `doc` with its table of contents, its sections under lasting eIds, lists and tables."""

import datetime as dt
from dataclasses import dataclass, field

from forum.declarations.exports.aknmeta import COUNTRY, OWN, code
from forum.declarations.exports.akomantoso import SPACE
from forum.declarations.exports.wording import visible
from forum.declarations.exports.xmltree import XML, Element, add, say, uri
from forum.kit.i18n import _
from forum.kit.text import slug_of
from forum.papers.shape import Block, Run, Section, Sheet, Table

LEVELS = {1: "part", 2: "section", 3: "subsection"}


def render(sheet: Sheet) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{SPACE}}}akomaNtoso", nsmap={None: SPACE, "fom": OWN})
    doc = add(root, "doc", name=sheet.word, contains="originalVersion")
    _meta(add(doc, "meta"), sheet)
    _cover(doc, sheet)
    body = add(doc, "mainBody")
    for node in _tree(sheet.sections):
        _section(body, node, sheet)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


@dataclass
class Node:
    section: Section
    children: list["Node"] = field(default_factory=list)


def _tree(sections: tuple[Section, ...]) -> list[Node]:
    found: list[Node] = []
    path: list[Node] = []
    for section in sections:
        while path and path[-1].section.level >= section.level:
            path.pop()
        node = Node(section)
        (path[-1].children if path else found).append(node)
        path.append(node)
    return found


def _cover(doc: Element, sheet: Sheet) -> None:
    cover = add(doc, "coverPage")
    for line in (sheet.forum, sheet.kind, *sheet.facts):
        add(cover, "p", line)
    if sheet.demonstration:
        add(cover, "p", sheet.demonstration, class_="demonstration")
    toc = add(cover, "toc")
    for section in sheet.sections:
        if section.level < 3:
            add(toc, "tocItem", section.title, href=f"#{section.key}", level=section.level)
    preface = add(doc, "preface")
    add(add(add(preface, "longTitle"), "p"), "docTitle", sheet.title)
    for line in sheet.lines:
        add(preface, "p", line)
    add(preface, "p", sheet.notice, class_="notice")


def _section(parent: Element, node: Node, sheet: Sheet) -> None:
    section = node.section
    element = add(parent, LEVELS[section.level], eId=section.key)
    heading = add(element, "heading", section.title)
    if section.language:
        heading.set(f"{XML}lang", section.language)
    if node.children:
        if section.blocks:
            _blocks(add(element, "intro"), section)
        for child in node.children:
            _section(element, child, sheet)
    else:
        content = add(element, "content")
        _blocks(content, section)
        if not len(content):
            add(content, "p")


def _blocks(parent: Element, section: Section) -> None:
    listed: Element = None
    for place, block in enumerate(section.blocks, 1):
        if block.kind != "item":
            listed = None
            _block(parent, block)
            continue
        if listed is None or (block.number == 1):
            listed = add(parent, "blockList", eId=f"{section.key}__list_{place}")
        item = add(listed, "item", eId=f"{section.key}__item_{place}")
        if block.number:
            add(item, "num", f"{block.number}.")
        _words(add(item, "p"), block)


def _block(parent: Element, block: Block) -> None:
    if block.table:
        _table(add(parent, "table"), block.table)
    else:
        _words(add(parent, "p", class_=block.kind if block.kind != "p" else None), block)


def _table(table: Element, found: Table) -> None:
    head = add(table, "tr")
    for said in found.heads:
        add(add(head, "th"), "p", said)
    for row in found.rows:
        element = add(table, "tr")
        for cell in row:
            _runs(add(add(element, "td"), "p"), cell)


def _words(p: Element, block: Block) -> None:
    if block.language:
        p.set(f"{XML}lang", block.language)
    _runs(p, block.runs)


def _runs(p: Element, runs: tuple[Run, ...]) -> None:
    for run in runs:
        into = p
        href = run.link if run.link.startswith("#") else uri(run.link) if run.link else ""
        if href:
            into = add(into, "a", href=href)
        into = add(into, "b") if run.strong else into
        into = add(into, "i") if run.em else into
        for place, line in enumerate(run.text.split("\n")):
            if place:
                add(into, "eol")
            say(into, line)


def _meta(meta: Element, sheet: Sheet) -> None:
    """Work, expression and manifestation of a paper that never changes: all of one day."""
    day, moment = sheet.made_at.date(), f"{sheet.made_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    work = f"/akn/{COUNTRY}/doc/{sheet.word}/{slug_of(sheet.forum)}/{day}/paper-{sheet.identity}"
    expression = f"{work}/{code(sheet.language)}@{moment}"
    identification = add(meta, "identification", source="#platform")
    parts = (("FRBRWork", work, ""), ("FRBRExpression", expression, ""), ("FRBRManifestation", expression, ".xml"))
    for name, address, end in parts:
        part = add(identification, name)
        add(part, "FRBRthis", value=f"{address}/!main{end}")
        add(part, "FRBRuri", value=f"{address}{end}")
        if name == "FRBRWork":
            add(part, "FRBRalias", value=sheet.address, name="permanentAddress")
        add(part, "FRBRdate", date=moment, name="composed")
        add(part, "FRBRauthor", href="#forum", as_="#author")
        if name == "FRBRWork":
            add(part, "FRBRcountry", value=COUNTRY)
            add(part, "FRBRnumber", value=f"paper-{sheet.identity}")
            add(part, "FRBRname", value=sheet.title)
            add(part, "FRBRprescriptive", value="false")
            add(part, "FRBRauthoritative", value="false")
        elif name == "FRBRExpression":
            add(part, "FRBRlanguage", language=code(sheet.language))
        else:
            add(part, "FRBRformat", value="application/akn+xml")
    references = add(meta, "references", source="#platform")
    own = slug_of(sheet.forum)
    for eid, name in (("forum", own), ("platform", f"{own}.platform")):
        add(references, "TLCOrganization", eId=eid, href=f"/akn/ontology/organization/{name}", showAs=sheet.forum)
    add(references, "TLCRole", eId="author", href="/akn/ontology/role/author", showAs=_("Author"))
    proprietary = add(meta, "proprietary", source="#platform")
    for name, value in (("sha256", sheet.sha256), ("notice", sheet.notice), ("demonstration", sheet.demonstration)):
        if value:
            child = proprietary.makeelement(f"{{{OWN}}}{name}")
            child.text = visible(value)
            proprietary.append(child)
