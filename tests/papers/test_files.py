"""The files of papers: order, headings, links, tags, the schema, what office programs read, and the same bytes again."""

import io
import re
import zipfile
from functools import lru_cache

import docx as library
import pikepdf
import pytest
from lxml import etree

from forum.declarations.exports.akomantoso import SPACE
from forum.declarations.exports.word.xml import W
from forum.kit import typesetting
from forum.kit.canonical import canonical_json, sha256_hex
from forum.kit.config import ROOT
from forum.papers.formats import FORMATS, render
from forum.papers.layout import sheet_of
from forum.papers.operations import composing
from tests.declarations.exports.offices import converted
from tests.declarations.exports.test_pdf import in_order, words_of

NAMES = {"a": SPACE}
ORDER = (
    "Dossier 1", "Dossier for the Eighty-ninth session", "Contents", "About this dossier", "Agenda item 3: Housing",
    "Homes for all", "What is asked", "To collect numbers.", "To publish", "rents", "prices", "(asked of: member States)",
    "Why", "Costs and resources", "Two posts.", "Agenda item 4 (b): Greener streets", "Shade in every street", "Other",
    "Other things", "Annex: evidence", "Trees per head", "Statistics", "By country", "By theme",
)  # fmt: skip


@lru_cache
def schema():
    return etree.XMLSchema(etree.parse(ROOT / "data" / "akn" / "akomantoso30.xsd"))


def test_the_pdf_reads_in_the_order_of_the_agenda(composed):
    file = render("pdf", composed.content)
    text = words_of(file)
    in_order(text, *ORDER[:3])
    in_order(text[text.rindex("About this dossier") :], *ORDER[3:])
    assert "Internal reference, not a United Nations symbol" in text and composed.sha256[:40] in text.replace(" ", "")


def test_the_pdf_is_tagged_archivable_and_linked(composed):
    with pikepdf.open(io.BytesIO(render("pdf", composed.content))) as pdf:
        with pdf.open_metadata() as found:
            assert found["pdfaid:part"] == "2" and found["pdfaid:conformance"] == "A" and found["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en"
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        away = {str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A}
        outline = pdf.Root.Outlines
    assert {one["url"] for one in composed.content["entries"]} <= away
    assert len(links) - len([a for a in links if "/A" in a]) >= 0 and outline.Count


def test_word_has_headings_a_table_of_contents_numbers_and_links(composed):
    data = render("docx", composed.content)
    opened = library.Document(io.BytesIO(data))
    heads = [(p.style.name, p.text) for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert [words for style, words in heads if style == "Heading 1"] == [
        "About this dossier", "Agenda item 3: Housing", "Agenda item 4 (b): Greener streets", "Other", "Annex: evidence",
        "Statistics",
    ]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        tree = etree.fromstring(found.read("word/document.xml"))
        relations = found.read("word/_rels/document.xml.rels").decode()
    codes = [one.text.strip() for one in tree.iter(f"{W}instrText")]
    assert codes[0].startswith("TOC") and len([code for code in codes if code.startswith("PAGEREF")]) == len(
        [one for one in sheet_of(composed.content).sections if one.level < 3]
    )
    marks = {one.get(f"{W}name") for one in tree.iter(f"{W}bookmarkStart")}
    assert {one.get(f"{W}anchor") for one in tree.iter(f"{W}hyperlink")} - {None} <= marks
    assert all(one["url"] in relations for one in composed.content["entries"])
    numbered = [p for p in opened.paragraphs if p.style.name == "List Number"]
    assert [p.text for p in numbered[:2]] == ["To collect numbers. (asked of: member States)", "To publish"]


def test_libreoffice_reads_the_word_file(composed, tmp_path):
    text = converted(tmp_path, "a.docx", render("docx", composed.content), "txt:Text").decode("utf-8-sig")
    flat = re.sub(r"\s+", " ", text)
    in_order(flat[flat.rindex("About this dossier") :], *ORDER[3:])
    assert "1. To collect numbers." in flat and "2. To publish" in flat and "• rents" in flat


def test_akoma_ntoso_is_valid_and_its_references_lead_somewhere(composed):
    tree = valid(render("akn", composed.content))
    heads = tree.xpath("//a:part/a:heading/text()", namespaces=NAMES)
    assert heads[1:4] == ["Agenda item 3: Housing", "Agenda item 4 (b): Greener streets", "Other"]


def valid(data):
    tree = etree.fromstring(data)
    assert schema().validate(tree), schema().error_log
    eids = tree.xpath("//@eId")
    assert len(eids) == len(set(eids))
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(eids)
    return tree


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_content_gives_the_same_bytes(composed, form):
    assert sha256_hex(canonical_json(composed.content)) == composed.sha256
    assert render(form, composed.content) == render(form, dict(reversed(composed.content.items())))


HOSTILE = ('#link("x")[y] *a* _b_ $c$ \\ // /* @d <e> & ]]>', "\u202eabc\x0b\x00", "a" * 400, "<script>&amp;")


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_stand_in_all_files(composed, words):
    content = composed.content | {"title": words, "note": words}
    content["entries"] = [one | {"title": words, "cover_note": words} for one in content["entries"]]
    valid(render("akn", content))
    library.Document(io.BytesIO(render("docx", content)))
    try:
        assert render("pdf", content).startswith(b"%PDF")
    except typesetting.Unsettable:
        assert "\x0b" in words, "only letters that no font has are refused"


def test_sixty_long_recommendations_keep_their_order(forwarded, meeting, staff):
    for number in range(60):
        item = (meeting.late, meeting.early, None)[number % 3]
        forwarded(
            f"Recommendation number {number}", item, tuple(f"To do {n} of {number}." for n in range(4)), why="Long. " * 60
        )
    paper = composing.compose_dossier(staff.editor, meeting.session)
    ordered = [f"Recommendation number {n}" for first in (1, 0, 2) for n in range(first, 60, 3)]
    assert [one["title"] for one in paper.content["entries"]] == ordered
    text = words_of(render("pdf", paper.content))
    in_order(text[text.rindex("About this dossier") :], *ordered, "Annex: evidence", "60")
    valid(render("akn", paper.content))
    opened = library.Document(io.BytesIO(render("docx", paper.content)))
    assert [p.text for p in opened.paragraphs if p.style.name == "Heading 2"][:60] == ordered
