"""Markdown reads back: words, numbers, emphasis, links and notes, whatever signs the words hold."""

import json
import re

import markdown as reader
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from forum.declarations.exports import markdown
from tests.declarations.exports.contents import SIGNED, TEXT, content, signatory

EXTENSIONS = ["sane_lists", "tables", "footnotes"]
HOSTILE = (
    "# not a heading", "1. not a list", "12) nor this", "- no", "+ no", "> no quote", "*no* _emphasis_ **here**", "`code`",
    "[no](https://link.example)", "![no](image)", "<script>alert(1)</script>", "&amp; &copy; &#65;", "a | b", "~~~", "```",
    "    four spaces", "\ttab", "two\nlines", "three\n\n\nlines", "trailing \\", "\\* escaped", "$x$", "a  b", "---", "===",
    "[^1] note", "[ref]: https://x.example", "| a |\n|---|", ": term", "http://example.org/_a_", "No-break space", "1",
    "1.", "_", "*", "* * *", "\u2028line", "عربي (a) 1.", "a<b>c", "(c) -- \"q\" 'q'", "a_b_c", "x *", "* x", "!", "]",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t*_[]()<>&|#`~\\!-+.1 ")
WORDS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(LETTERS, min_size=1, max_size=30),
).map(lambda words: words.strip("\n")).filter(lambda words: words.strip())  # fmt: skip


def body(text):
    """What stands behind the front matter, as a reader of Markdown sees it."""
    _empty, front, rest = text.decode().split("---\n", 2)
    return html.fromstring(f"<div>{reader.markdown(rest, extensions=EXTENSIONS)}</div>"), front


def _text(element):
    found = element.text or ""
    for child in element:
        found += "\n" if child.tag == "br" else "" if child.tag in ("sup", "ol", "ul", "blockquote") else _text(child)
        found += child.tail or ""
    return found


@given(WORDS, WORDS, WORDS)
@example("1.", "* * *", "\t")
def test_any_words_read_back(first, second, third):
    text = (("preambular", first), ("operative", second), ("sub", third), ("operative", first), ("heading", second))
    made = content(text, signed=())
    tree, _front = body(markdown.render(made))
    found = [_text(one).strip("\n") for one in tree.iter("p", "h2") if one.getparent().tag not in ("blockquote",)]
    expected = [f"(a) {p.text}" if p.kind == "sub" else p.text for p in made.paragraphs]
    start = found.index(expected[0])
    assert found[start : start + len(expected)] == expected


def test_numbers_emphasis_links_and_notes_stand():
    runs = [["Invites ", {}], ["all cities", {"em": True}], [",", {}], ["to", {"link": "https://example.org/a?b=1&copy=2"}],
            [{"citation": "indicator:EC.1"}, {}], [" plant", {}]]  # fmt: skip
    made = content((*TEXT, ("operative", runs)))
    text = markdown.render(made).decode()
    tree, _front = body(text.encode())
    assert [(one.get("start"), len(one.findall("li"))) for one in tree.iter("ol")][:2] == [(None, 1), ("2", 2)]
    assert "(b) In schoolyards:" in text and "(ii) In the sun;" in text and "\n\n1 bis. " in text
    assert [one.text for one in tree.iter("em")].count("all cities") == 1
    assert tree.xpath("//a[text()='to']/@href") == ["https://example.org/a?b=1&copy=2"]
    assert "to](<https://example.org/a?b=1&amp;copy=2>)[^1] plant" in text and "\n[^1]: What indicator:EC.1 says" in text
    assert tree.xpath("//sup")


def test_the_front_matter_says_by_what_it_can_be_checked():
    made = content(title='A "title": with\nsigns', demonstration="Demonstration: invented.", invented=True)
    _tree, front = body(markdown.render(made))
    values = {key: json.loads(value) for key, value in (line.split(": ", 1) for line in front.strip().splitlines())}
    assert values["title"] == made.title and values["sha256"] == made.sha256 and values["address"] == made.address
    assert values["demonstration"] == "Demonstration: invented." and values["register_size"] == 40
    assert "marked_against" not in values


def test_reservations_stand_under_their_paragraph_and_counts_are_those_of_the_content():
    tree, _front = body(markdown.render(content()))
    quoted = [_text(one).strip() for one in tree.iter("blockquote") if "Reservation" in one.text_content()]
    assert len(quoted) == 1
    item = next(one for one in tree.iter("li") if "Not in winter." in one.text_content())
    assert item.text_content().strip().startswith("Invites all cities to plant trees:")
    assert [row.findtext("td") for row in tree.iter("tr")][1:] == ["Braga", "Lviv", "Tampere"]
    text = tree.text_content()
    assert "Signed by 3 cities of 3 countries." in text and "Contested, not counted: 1." in text
    assert "Ana Reis, Mayor of Gent: Withdrawn on 8 October 2026; it does not count. By mistake." in text
    assert "Acting under a delegation from 1 October 2026 to 31 December 2026." in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_signs_in_a_name_or_a_remark_stay_in_their_cell(hostile):
    tree, _front = body(markdown.render(content(signed=(signatory(city=hostile, remark=hostile),))))
    cells = [[_text(cell).strip() for cell in row.iter("td")] for row in tree.iter("tr") if row.findall("td")]
    assert len(cells) == 1 and len(cells[0]) == 6 and cells[0][0] == hostile.strip()


def test_a_translation_says_which_words_are_authentic():
    made = content(translations={"fr": {1: "Rappelant la Déclaration de Genève,"}}, language="fr")
    text = markdown.render(made).decode()
    assert "Rappelant la Déclaration" in text and '<span lang="en">' in text
    assert "What is not translated stands in the authentic language." in text
    assert re.search(r'^language: "fr"$', text, re.M) and f"`{made.sha256}`" in text
    assert SIGNED[0].reservation in text
