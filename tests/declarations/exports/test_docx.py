"""Word documents: numbers that the program counts, footnotes, changes that give both texts, and what LibreOffice reads."""

import io
import re
import shutil
import subprocess
import zipfile

import docx as library
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from forum.declarations.exports import docx
from forum.declarations.exports.word.xml import SPACE, W
from forum.declarations.text.clauses import letters, roman
from forum.declarations.text.comparing import Lineage
from tests.declarations.exports.contents import FRENCH, NEWER, OLDER, SIGNED, TEXT, against, content, signatory
from tests.declarations.exports.offices import converted
from tests.declarations.exports.test_markdown import HOSTILE
from tests.services import missing

NAMES = {"w": SPACE}
CYCLE = ("operative", "sub", "sub", "subsub", "subsub")
KINDS = ("heading", "preambular", "operative", "sub", "subsub")
FORMS = {"decimal": str, "lowerLetter": letters, "lowerRoman": roman}
RUNS = [["Invites ", {}], ["all", {"em": True}], [" cities", {"link": "https://example.org/a?b=1&c=2"}],
        [{"citation": "indicator:EC.1"}, {}], [" to plant;", {}]]  # fmt: skip
TEXT_WORDS = [one[1] for one in TEXT]
STYLES = set(docx.STYLES.values())


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        names = [name for name in found.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(found.read(name)) for name in names}


def find(tree, path):
    return tree.xpath(path, namespaces=NAMES)


def words(element):
    """Of a paragraph; a tab and a line end are signs."""
    found = ""
    for one in element.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if one.getparent().tag == f"{W}r":
            found += {f"{W}tab": "\t", f"{W}br": "\n"}.get(one.tag) or one.text
    return found


def text_of(body):
    """(style, number, words) of the paragraphs of the text: those between title and signatories."""
    found = []
    for p in body.iterchildren(f"{W}p"):
        style = find(p, "string(w:pPr/w:pStyle/@w:val)")
        if style in STYLES and words(p) != "Signatories":
            number = tuple(int(value) for value in find(p, "w:pPr/w:numPr/*/@w:val"))
            found.append((style, number, words(p)))
        elif words(p) == "Signatories":
            break
    return found


class Counter:
    """Counts as Word does, all lists of one definition together, or as LibreOffice does, each list alone."""

    def __init__(self, numbering, together):
        levels = find(numbering, "//w:lvl")
        self.forms = [(FORMS[find(one, "string(w:numFmt/@w:val)")], find(one, "string(w:lvlText/@w:val)")) for one in levels]
        path = "w:lvlOverride/w:startOverride"
        self.starts = {
            (int(num.get(f"{W}numId")), int(one.getparent().get(f"{W}ilvl"))): int(one.get(f"{W}val"))
            for num in find(numbering, "//w:num")
            for one in find(num, path)
        }
        self.together, self.counts, self.used = together, {}, set()

    def mark(self, level, number):
        counts = self.counts.setdefault(0 if self.together else number, [0, 0, 0])
        if (number, level) in self.starts and (number, level) not in self.used:
            counts[level] = self.starts[number, level] - 1
            self.used.add((number, level))
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        form, shown = self.forms[level]
        return shown.replace(f"%{level + 1}", form(counts[level]))


def counted(found, together):
    counter = Counter(found["word/numbering.xml"], together)
    shown = []
    for _style, number, said in text_of(found["word/document.xml"][0]):
        shown.append(f"{counter.mark(*number)}\t{said}" if number else said)
    return shown


def expected(made):
    return [f"{p.mark}\t{p.text}" if p.mark else p.text for p in made.paragraphs]


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.booleans()), max_size=40))
@example([("operative", False), ("sub", False), ("operative", True), ("sub", False), ("operative", False), ("sub", False)])
@example([("operative", False), *[("sub", False)] * 30, *[("subsub", False)] * 40])
@example([(k, b) for b in (False, True) for k in ("operative", "sub", "subsub", "subsub", "preambular", "sub", "subsub")])
def test_the_numbers_that_programs_count_are_those_of_the_text(found):
    made = content([(kind, "Words;", *(["alternative"] if other else [])) for kind, other in found], signed=())
    file = parts(docx.render(made))
    assert counted(file, together=True) == expected(made)
    assert counted(file, together=False) == expected(made)


def test_most_numbers_are_counted_and_not_written():
    found = text_of(parts(docx.render(content()))["word/document.xml"][0])
    assert [number for _style, number, _said in found if number] == [(0, 1), (1, 1), (1, 1), (2, 1), (2, 1), (0, 1)]
    assert ("Operative", (), "1 bis.\tInvites all cities to plant hedges;") in found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_any_words_stand_as_they_are(hostile):
    made = content(
        (("operative", hostile), ("heading", hostile)), signed=(signatory(hostile, remark=hostile),), title=hostile
    )
    file = parts(docx.render(made))
    assert [said for _style, _number, said in text_of(file["word/document.xml"][0])] == [p.text for p in made.paragraphs]
    assert any(words(p) == hostile for p in file["word/document.xml"].iter(f"{W}p"))


def test_it_has_styles_languages_properties_and_a_page():
    made = content(
        translations={"fr": {1: "Rappelant la Déclaration,"}}, language="fr", invented=True, demonstration="Invented."
    )
    data = docx.render(made)
    file, opened = parts(data), library.Document(io.BytesIO(data))
    assert opened.core_properties.title == made.title and opened.core_properties.language == "fr"
    assert opened.core_properties.keywords == f"sha256:{made.sha256}" and opened.core_properties.identifier == made.address
    assert find(file["word/styles.xml"], "string(//w:docDefaults//w:lang/@w:val)") == "fr-FR"
    names = {one.name for one in opened.styles}
    assert {"Title", "Heading 1", "Body Text", "Operative", "footnote text", "Reservation"} <= names
    missing_runs = find(file["word/document.xml"], "//w:r[w:rPr/w:lang/@w:val='en-GB']")
    assert "".join(words_of_run(run) for run in missing_runs).startswith("Shade for all.PreambleNoting with")
    footer = next(tree for name, tree in file.items() if name.startswith("word/footer") and find(tree, "//w:instrText"))
    assert made.sha256 in "".join(footer.itertext()) and "PAGE" in "".join(footer.itertext())
    header = next(tree for name, tree in file.items() if name.startswith("word/header") and words(tree))
    assert words(header) == f"{made.reference}\tInvented."
    assert find(file["word/document.xml"], "//w:sectPr/w:pgSz/@w:w") == ["11906"]
    assert not [name for name in file if "thumbnail" in name or "customXml" in name]


def words_of_run(run):
    return "".join(one.text for one in run.iter(f"{W}t"))


def test_a_text_from_right_to_left_is_set_so():
    made = content(authentic="ar", language="ar", translations={"en": {1: "Recalling,"}})
    file = parts(docx.render(made))
    assert find(file["word/styles.xml"], "//w:style[@w:styleId='Normal']/w:pPr/w:bidi")
    turned = find(file["word/document.xml"], "//w:p[w:pPr/w:bidi/@w:val='0']")
    assert "Signatories" in [words(p) for p in turned] and not set(TEXT_WORDS) & {words(p) for p in turned}
    assert find(file["word/styles.xml"], "string(//w:docDefaults//w:lang/@w:bidi)") == "ar-SA"


def test_footnotes_links_and_emphasis_are_real():
    data = docx.render(content((("operative", RUNS), ("operative", RUNS))))
    file = parts(data)
    tree = file["word/document.xml"]
    assert find(tree, "//w:footnoteReference/@w:id") == ["1"]
    assert [one.text.strip() for one in find(tree, "//w:instrText")] == ["NOTEREF _note1 \\f \\h"]
    note = find(file["word/footnotes.xml"], "//w:footnote[@w:id='1']")[0]
    assert "".join(note.itertext()).strip().startswith("What indicator:EC.1 says")
    assert find(file["word/settings.xml"], "//w:footnotePr/w:footnote/@w:id") == ["-1", "0"]
    kept = {one.get("Id"): one.get("Target") for one in file["word/_rels/document.xml.rels"]}
    links = find(tree, "//w:hyperlink")
    at = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert [kept[link.get(at)] for link in links][:2] == ["https://example.org/a?b=1&c=2"] * 2
    emphasised = find(tree, "//w:r[w:rPr/w:rStyle/@w:val='Emphasis']")
    assert [words_of_run(run) for run in emphasised][:2] == ["Invites", "all"]


def test_reservations_stand_under_their_clause_and_the_head_of_the_table_on_each_page():
    tree = parts(docx.render(content()))["word/document.xml"]
    texts = [(find(p, "string(w:pPr/w:pStyle/@w:val)"), words(p)) for p in tree[0].iterchildren(f"{W}p")]
    place = texts.index(("Operative", "Invites all cities to plant trees:"))
    assert texts[place + 1] == ("Reservation", "Reservation by Braga (Portugal): Not in winter.")
    table = find(tree, "//w:tbl")[1]
    assert len(find(table, "w:tr")) == 1 + 3 and len(find(table, "w:tr/w:trPr/w:tblHeader")) == 1
    assert [words(p) for p in find(table, "w:tr[2]/w:tc/w:p")][:4] == ["Braga", "Portugal", "Ana Reis", "Mayor"]


def decided(data, accept):
    """The body with all changes accepted or rejected, after the rules of the format."""
    body = parts(data)["word/document.xml"][0]
    stays, goes = ("ins", "del") if accept else ("del", "ins")
    for p in find(body, f".//w:p[w:pPr/w:rPr/w:{goes}]"):
        p.getparent().remove(p)
    for one in find(body, f".//w:{goes}[not(parent::w:rPr)]"):
        one.getparent().remove(one)
    for one in find(body, ".//w:delText"):
        one.tag = f"{W}t"
    assert not find(body, f".//w:{goes}")
    assert find(body, f".//w:{stays}")
    return body


def test_tracked_changes_give_both_texts():
    made, marked = against(OLDER, NEWER)
    data = docx.render(made, marked)
    new, old = (text_of(decided(data, accept)) for accept in (True, False))
    assert [said for _style, _number, said in new] == [p.text for p in made.paragraphs]
    assert [said for _style, _number, said in old] == [row[2] for row in OLDER]
    assert [number for _style, number, _said in old] == [(), (0, 1), (1, 1), (0, 1), (0, 1)]
    tree = parts(data)["word/document.xml"]
    changes = find(tree, "//w:ins | //w:del")
    assert {one.get(f"{W}author") for one in changes} == {"Lviv"}
    assert {one.get(f"{W}date") for one in changes} == {"2026-10-05T09:30:00Z"}
    assert len({one.get(f"{W}id") for one in changes}) == len(changes)
    assert not find(tree, "//w:del//w:t") and not find(tree, "//w:delText[not(ancestor::w:del)]")


VERSIONS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(KINDS), st.sampled_from(["One two;", "One three;", "Two;"])),
    unique_by=lambda one: one[0],
    max_size=8,
)


@given(VERSIONS, VERSIONS)
def test_any_two_texts_come_out_of_their_changes(older, newer):
    made, marked = against(older, newer)
    data = docx.render(made, marked)
    for accept, text in ((True, newer), (False, older)):
        found = decided(data, accept)
        assert [said for _style, _number, said in text_of(found)] == [row[2] for row in text]


@pytest.mark.parametrize(
    ("older", "newer", "lineage"),
    [
        ([("a", "operative", "One two, three four;")], [("a", "operative", "One two;"), ("n", "sub", "three five;")],
         Lineage(origin={"n": "a"})),
        ([("a", "operative", "One two;"), ("n", "sub", "three four;")], [("a", "operative", "One two, three five;")],
         Lineage(joined={"n": "a"})),
    ],
)  # fmt: skip
def test_words_that_went_next_door_come_back_when_rejected(older, newer, lineage):
    data = docx.render(*against(older, newer, lineage=lineage))
    for accept, text in ((True, newer), (False, older)):
        assert [said for _style, _number, said in text_of(decided(data, accept))] == [row[2] for row in text]


def test_one_list_is_enough_for_a_text_without_alternatives():
    text = [(kind, "Words;") for _round in range(3) for kind in CYCLE]
    assert len(find(parts(docx.render(content(text)))["word/numbering.xml"], "//w:num")) == 1


LONG = [*TEXT, *((kind, f"Urges {n} {kind};") for n in range(12) for kind in CYCLE)]


def test_libreoffice_reads_the_words_with_their_numbers(tmp_path):
    made = content([*LONG, ("sub", "After all;", "alternative"), ("subsub", "And this;"), ("operative", RUNS)])
    text = converted(tmp_path, "a.docx", docx.render(made), "txt:Text").decode("utf-8-sig")
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.splitlines()]
    wanted = [f"{p.mark} {p.text}".strip() for p in made.paragraphs]
    wanted[-1] = wanted[-1].replace("cities to", "cities1 to")  # the number of the note
    start = lines.index("Preamble")
    shown = [line for line in lines[start:] if not line.startswith("Reservation by")]
    assert shown[: len(wanted)] == wanted
    assert [line for line in lines if line in ("Braga", "Lviv", "Tampere")] == ["Braga", "Lviv", "Tampere"]
    assert SIGNED[0].reservation in text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_libreoffice_sets_pages_in_reading_order(tmp_path, language):
    made = content(translations={"fr": FRENCH, "ar": {1: "وإذ تشير إلى إعلان جنيف،"}}, language=language)
    data = converted(tmp_path, "a.docx", docx.render(made), "pdf")
    if not shutil.which("pdftotext"):
        missing("pdftotext")
    (tmp_path / "a.pdf").write_bytes(data)
    text = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True).stdout.decode()
    flat = re.sub(r"\s+", " ", re.sub("[\u200e\u200f\u202a-\u202e]", "", text))
    places = [flat.find(p.text) for p in made.paragraphs if language == "fr" or p.missing]
    assert -1 not in places and places == sorted(places)
    assert made.sha256 in text


def test_libreoffice_opens_a_marked_text(tmp_path):
    made, marked = against(OLDER, NEWER)
    text = converted(tmp_path, "a.docx", docx.render(made, marked), "txt:Text").decode("utf-8-sig")
    assert all(
        row[1:] and (row[2] if isinstance(row[2], str) else "In schoolyards;") in text for row in (*OLDER[3:4], *NEWER[3:4])
    )
