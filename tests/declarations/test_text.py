"""Numbers, hints and the frozen form of a text."""

import json
import string
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.declarations.text import checks, clauses, frozen, openings
from forum.kit import canonical


@dataclass
class C:
    kind: str
    text: str = "Invites all cities;"
    uid: str = ""
    alternative: bool = False


KINDS = st.sampled_from(list(clauses.KINDS))


# The editor counts by the same table: frontend/test/pens/numbering.test.js.
NUMBERING = json.loads(Path(__file__).with_name("numbering.json").read_text())


@pytest.mark.parametrize("case", NUMBERING, ids=lambda case: case["about"])
def test_numbers_count_through_the_text(case):
    text = [C(kind.removesuffix(" bis"), alternative=kind.endswith(" bis")) for kind, _mark, _number in case["text"]]
    numbered = clauses.number(text)
    assert [[n.mark, n.number] for n in numbered] == [[mark, number] for _kind, mark, number in case["text"]]
    assert [n.alternative for n in numbered] == [c.alternative for c in text]


def test_alternatives_beyond_the_tenth_are_counted():
    assert [clauses.ordinal(count) for count in (1, 9, 10, 11)] == ["bis", "decies", "(11)", "(12)"]


@given(st.integers(1, 2000))
def test_letters_and_roman_numbers_are_never_twice(count):
    assert clauses.letters(count) != clauses.letters(count + 1)
    assert set(clauses.letters(count)) <= set(string.ascii_lowercase)


@given(st.integers(1, 300))
def test_roman_numbers_add_up(count):
    values = {"c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
    word = clauses.roman(count)
    total = sum(
        -values[a] if values[a] < values.get(b, 0) else values[a] for a, b in zip(word, [*word[1:], ""], strict=True)
    )
    assert total == count


@given(st.lists(KINDS, max_size=30))
def test_cited_numbers_are_unique_under_an_operative_paragraph(kinds):
    numbered = clauses.number([C(kind) for kind in kinds])
    operative = [n.number for n in numbered if n.kind == "operative"]
    assert operative == [str(i) for i in range(1, len(operative) + 1)]


@given(st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=2, unique=True), st.data())
def test_moving_loses_no_clause(uids, data):
    moved, after = data.draw(st.sampled_from(uids)), data.draw(st.sampled_from([*uids, ""]))
    if moved != after:
        order = clauses.place_after(uids, moved, after)
        assert sorted(order) == sorted(uids)
        assert order.index(moved) == (order.index(after) + 1 if after else 0)
    assert sorted(clauses.swapped(uids, moved, -1)) == sorted(uids)


@pytest.mark.parametrize(
    ("kind", "text", "template", "words"),
    [
        ("preambular", "Noting with appreciation the work of cities,", "resolution", "Noting with appreciation"),
        ("preambular", "Nothing is lost,", "resolution", ""),
        ("operative", "Calls upon member States to act;", "resolution", "Calls upon"),
        ("operative", "Invites further the Committee;", "resolution", "Invites further"),
        ("operative", "We commit to plant trees;", "mayors", "We commit"),
        ("operative", "The cities shall act;", "resolution", ""),
    ],
)
def test_opening_words(kind, text, template, words):
    assert openings.opening(text, kind, template) == words


# The editor gives the same hints by the same table: frontend/test/pens/checks.test.js.
CHECKS = json.loads(Path(__file__).with_name("checks.json").read_text())


@pytest.mark.parametrize("case", CHECKS, ids=lambda case: case["about"])
def test_hints(case):
    text = [C(kind, words, str(place)) for place, (kind, words, _codes) in enumerate(case["text"])]
    settings = {name: case[name] for name in ("template", "language", "limit") if name in case}
    found = [(hint.uid, hint.code) for hint in checks.hints(text, **settings)]
    assert sorted(found) == sorted((str(place), code) for place, row in enumerate(case["text"]) for code in row[2])


def test_every_hint_has_a_case_and_a_sentence(app):
    assert {code for case in CHECKS for row in case["text"] for code in row[2]} == set(checks.SENTENCES) - {"hidden"}
    with app.test_request_context():
        assert [hint.sentence for hint in checks.hints([C("operative", "Urges WHO " + "x " * 130 + ".")], limit=9)] == [
            "This paragraph has 133 words; beyond 120 it is hard to cite.",
            "“WHO” is not written out where it is first used.",
            "The text has 133 words; the limit is 9.",
        ]


def test_the_editor_gets_what_the_hints_go_by(app):
    """practice.json is what the editor's own tests read; it is written by this line when the lists grow:
    json.dump({t: checks.practice(t, "en", 3300) for t in ("resolution", "mayors")}, file, ensure_ascii=False, indent=1)"""
    with app.test_request_context():
        told = {template: checks.practice(template, "en", 3300) for template in ("resolution", "mayors")}
    assert told == json.loads(Path(__file__).with_name("practice.json").read_text())
    assert "Undertake" in told["mayors"]["openings"]["operative"]


def test_hidden_characters_are_named_with_their_place(app):
    with app.test_request_context():
        (hint,) = checks.hidden([C("operative", "Invi\u202etes all.", "u1")])
    assert hint.sentence == "Place 5 holds a hidden character (RIGHT-TO-LEFT OVERRIDE). Delete it."


def test_the_frozen_form_is_one_exact_spelling():
    text = frozen.freeze("Café", "en", "resolution", [C("operative", "Invites \r\nall.  ", "u1")])
    assert text == (
        '{"clauses":[{"kind":"operative","mark":"1.","number":"1","text":"Invites\\nall.","uid":"u1"}],'
        '"language":"en","template":"resolution","title":"Café","v":2}'
    )
    assert frozen.digest(text) == "".join(f"{b:02x}" for b in __import__("hashlib").sha256(text.encode()).digest())
    assert frozen.read(text)[0].text == "Invites\nall."


@given(st.recursive(st.text() | st.integers() | st.booleans(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_canonical_json_reads_back(value):
    assert json.loads(canonical.canonical_json(value)) == value


@given(st.text())
def test_canonical_text_is_a_fixed_point(text):
    once = canonical.canonical_text(text)
    assert canonical.canonical_text(once) == once


@pytest.mark.parametrize("value", [1.5, None, {"a": None}, [2.0], {1: "x"}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical.canonical_json(value)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
TEXTS = st.lists(st.builds(C, KINDS, WORDS, st.text("abcdef0123456789", min_size=1, max_size=16)), max_size=20)


@given(WORDS, TEXTS)
def test_a_frozen_text_reads_back_and_freezes_to_the_same_bytes(title, text):
    once = frozen.freeze(title, "en", "resolution", text)
    back = frozen.read(once)
    assert [(c.uid, c.kind) for c in back] == [(c.uid, c.kind) for c in text]
    assert [c.text for c in back] == [canonical.canonical_text(c.text) for c in text]
    assert frozen.freeze(frozen.title(once), "en", "resolution", back) == once
    assert frozen.digest(once) == frozen.digest(frozen.freeze(title, "en", "resolution", text))


@given(TEXTS, st.data())
def test_any_change_of_one_word_changes_the_digest(text, data):
    if text:
        before = frozen.digest(frozen.freeze("T", "en", "resolution", text))
        place = data.draw(st.integers(0, len(text) - 1))
        changed = [C(c.kind, c.text + " x" if n == place else c.text, c.uid) for n, c in enumerate(text)]
        assert frozen.digest(frozen.freeze("T", "en", "resolution", changed)) != before


@given(st.lists(KINDS, max_size=40))
def test_numbers_are_never_twice(kinds):
    """Under operative paragraphs in good order each number names one paragraph."""
    text = [C("operative"), *(C(kind) for kind in kinds if kind != "heading" and kind != "preambular")]
    good, before = [], ""
    for clause in text:
        if clause.kind != "subsub" or before in ("sub", "subsub"):
            good.append(clause)
            before = clause.kind
    numbers = [n.number for n in clauses.number(good)]
    assert len(numbers) == len(set(numbers))


@given(st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, unique=True), st.data())
def test_up_and_down_again_is_where_it_was(uids, data):
    uid = data.draw(st.sampled_from(uids))
    up = clauses.swapped(uids, uid, -1)
    assert clauses.swapped(up, uid, 1) == uids or uids[0] == uid
    assert clauses.swapped(uids, uids[-1], 1) == uids
