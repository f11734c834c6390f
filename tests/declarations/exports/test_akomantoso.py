"""Akoma Ntoso: valid against the schema of the standard, with every word in order, whatever the text is."""

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from forum.declarations.exports import aknmeta, akomantoso
from forum.declarations.exports.wording import visible
from forum.declarations.exports.xmltree import uri
from forum.declarations.text.document import LINK
from forum.kit.config import ROOT
from tests.declarations.exports.contents import FRENCH, NEWER, OLDER, TEXT, against, content, signatory
from tests.declarations.exports.test_markdown import HOSTILE

NAMES = {"a": akomantoso.SPACE, "fom": aknmeta.OWN}
KINDS = ("heading", "preambular", "operative", "sub", "subsub")
RUNS = [["Invites ", {}], ["all", {"em": True}], [" cities", {"em": True, "link": "https://example.org/a?b=1&c=2"}],
        [{"citation": "indicator:EC.1"}, {}], [" to plant;", {}]]  # fmt: skip
UID = f"{4:016x}"


@lru_cache
def schema():
    return etree.XMLSchema(etree.parse(ROOT / "data" / "akn" / "akomantoso30.xsd"))


def valid(data):
    """The document, which is valid, and in which every reference leads somewhere."""
    tree = etree.fromstring(data)
    assert schema().validate(tree), schema().error_log
    eids = tree.xpath("//@eId")
    assert len(eids) == len(set(eids))
    for name in ("href", "by", "as", "source", "outcome", "refersTo"):
        for value in tree.xpath(f"//@{name}"):
            assert not value.startswith("#") or value[1:] in eids, value
    return tree


def find(tree, path):
    return tree.xpath(path, namespaces=NAMES)


def words(element):
    """Without notes; a line end is one."""
    found = element.text or ""
    for child in element:
        tag = etree.QName(child).localname
        found += "\n" if tag == "eol" else "" if tag in ("authorialNote", "noteRef") else words(child)
        found += child.tail or ""
    return found


def text_of(tree):
    """The paragraphs in the order in which they stand."""
    preamble = "//a:preamble/a:p | //a:recitals/a:heading | //a:recital/a:p"
    body = "//a:mainBody//a:heading | //a:intro/a:p | //a:content/a:p"
    return [words(one) for one in find(tree, f"{preamble} | {body}")]


def test_the_text_its_numbers_and_eids():
    made = content()
    tree = valid(akomantoso.render(made))
    assert text_of(tree) == [p.text for p in made.paragraphs]
    assert [one.text for one in find(tree, "//a:num")] == [p.mark for p in made.paragraphs if p.mark]
    assert find(tree, "//a:point/@eId") == [f"sec_1__para_1__subpara_b__point_{n}" for n in ("i", "ii")]
    assert find(tree, "//a:paragraph/@eId") == ["sec_1__para_1", "sec_1__para_1bis", "sec_1__para_2"]
    assert [one.text for one in find(tree, "//a:recital/a:p/a:i")] == ["Recalling", "Noting with concern"]


def test_what_it_says_about_itself():
    made = content(demonstration="Demonstration: invented.", invented=True)
    tree = valid(akomantoso.render(made))
    assert find(tree, "//a:FRBRWork/a:FRBRuri/@value") == [
        "/akn/un/statement/deliberation/forum-of-cities/2026-10-05/declaration-12"
    ]
    assert find(tree, "//a:FRBRExpression/a:FRBRlanguage/@language") == ["eng"]
    assert find(tree, "//a:FRBRExpression/a:FRBRalias/@value") == [made.address, made.canonical_address]
    assert set(find(tree, "//a:FRBRauthoritative/@value")) == {"false"}
    assert [one.text for one in find(tree, "//fom:sha256 | //fom:manifestSha256")] == [made.sha256, "c" * 64]
    assert find(tree, "//a:eventRef/@type") == ["generation"] and len(find(tree, "//a:step")) == 3
    assert "not an official document" in find(tree, "//a:conclusions")[0].xpath("string()")
    assert find(tree, "//a:p[@class='demonstration']")[0].text == "Demonstration: invented."


def test_reservations_stand_beside_their_clause_and_signatures_in_the_conclusions():
    tree = valid(akomantoso.render(content()))
    (note,) = find(tree, "//a:authorialNote[@class='reservation']")
    assert note.xpath("string()") == "Reservation by Braga (Portugal): Not in winter."
    assert note.xpath("ancestor::a:paragraph/@eId", namespaces=NAMES) == ["sec_1__para_1"]
    signed = find(tree, "//a:signature")
    assert [one.find("a:organization", NAMES).text for one in signed] == ["Braga", "Lviv", "Tampere"]
    others = find(tree, "//a:blockContainer[@eId='conclusions__others']//a:organization")
    assert [one.text for one in others] == ["Gent", "Zug"]
    assert find(tree, "//a:conclusions/a:p/a:date/@date") == ["2026-10-20"]


def test_emphasis_links_and_notes_carry_over():
    tree = valid(akomantoso.render(content((*TEXT, ("operative", RUNS), ("operative", RUNS)))))
    assert find(tree, "//a:a/@href")[:1] == ["https://example.org/a?b=1&c=2"]
    assert [one.text for one in find(tree, "//a:a/a:i")] == [" cities", " cities"]
    (note,) = find(tree, "//a:authorialNote[@marker='1']")
    (again,) = find(tree, "//a:noteRef")
    assert again.get("href") == f"#{note.get('eId')}" and "What indicator:EC.1 says" in note.xpath("string()")


@pytest.mark.parametrize(("language", "words"), [("en", {}), ("fr", FRENCH), ("ar", {1: "وإذ تشير إلى إعلان جنيف،"})])
def test_one_document_for_each_language(language, words):
    made = content(translations={"fr": FRENCH, "ar": {1: "وإذ تشير إلى إعلان جنيف،"}}, language=language)
    tree = valid(akomantoso.render(made))
    assert text_of(tree) == [p.text for p in made.paragraphs]
    assert bool(find(tree, "//a:FRBRtranslation")) == (language != "en")
    missing = find(tree, "//a:p[@xml:lang='en']")
    assert len(missing) == sum(1 for p in made.paragraphs if p.missing and p.kind != "heading")


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(HOSTILE) | st.text(max_size=20), st.booleans()), max_size=14)
)
@example([("sub", "orphan", False), ("subsub", "orphan", False), ("preambular", "late", False), ("sub", "again", False)])
@example([("heading", "alone", False)])
@example([("heading", "one", False), ("heading", "two", False), ("preambular", "three", False)])
@example([("operative", "1", False), *[("operative", "1", True)] * 12])
def test_any_text_is_valid_and_complete(found):
    text = [(kind, one, *(["alternative"] if other else [])) for kind, one, other in found]
    made = content(text, signed=())
    tree = valid(akomantoso.render(made))
    shown = [p.text for p in made.paragraphs]
    assert text_of(tree) == [visible(one) for one in shown]


@pytest.mark.parametrize("hostile", [*HOSTILE, "\x00\x01", "]]>", "<!--", "\ufffe"])
def test_signs_in_names_are_words(hostile):
    signed = (
        signatory(hostile, byline=hostile, holder=hostile, remark=hostile, reservation=hostile, reserved=((UID, "1"),)),
    )
    tree = valid(akomantoso.render(replace(content(signed=signed), purpose=hostile, demonstration=hostile)))
    assert find(tree, "//a:signature/a:organization")[0].text == visible(hostile)


@given(st.from_regex(LINK, fullmatch=True))
@example("https://[::1/x")
@example("http://a:b/")
@example("https://example.org/%zz#a#b{}|^`[]")
def test_any_link_of_a_text_is_an_address_or_none(link):
    made = content((("operative", [["here", {"link": link}]]),), signed=())
    tree = valid(akomantoso.render(made))
    assert text_of(tree) == ["here"] and find(tree, "//a:mainBody//a:a/@href") == ([uri(link)] if uri(link) else [])


def without(tree, name):
    """The text with one side of every change: what is left of it, without paragraphs that are wholly of the other."""
    for one in find(tree, f"//a:{name}"):
        one.text = None
        for child in list(one):
            one.remove(child)
    return [one for one in text_of(tree) if one]


def test_marked_it_holds_both_texts():
    made, marked = against(OLDER, NEWER)
    data = akomantoso.render(made, marked)
    assert without(valid(data), "del") == [p.text for p in made.paragraphs]
    plain = [row[2] for row in OLDER]
    assert sorted(without(valid(data), "ins")) == sorted(plain)
    tree = valid(data)
    assert {one.get("title") for one in find(tree, "//a:ins | //a:del")} == {"Lviv, 2026-10-05"}
    assert find(tree, "//a:paragraph[@class='moved']/a:num")[0].text == "1."
    assert find(tree, "//a:FRBRManifestation/a:FRBRuri/@value")[0].endswith("-marked-against-1.xml")
    assert words(find(tree, "//a:docTitle")[0]) == "Trees for 12 streets"


def test_a_long_text():
    text = [
        (kind, f"{kind} {n} " + "words " * 40)
        for n in range(100)
        for kind in ("operative", "sub", "sub", "subsub", "subsub")
    ]
    made = content(text)
    assert len(find(valid(akomantoso.render(made)), "//a:num")) == 500


def test_a_broken_document_is_found(monkeypatch):
    """The schema of these tests does refuse."""
    monkeypatch.setitem(akomantoso.ELEMENTS, "operative", "clausula")
    with pytest.raises(AssertionError):
        valid(akomantoso.render(content()))
