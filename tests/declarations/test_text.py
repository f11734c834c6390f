"""Numbers, hints and the frozen form of a text."""

import json
import string
from dataclasses import dataclass

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


KINDS = st.sampled_from(list(clauses.KINDS))


@pytest.mark.parametrize(
    ("kinds", "marks", "numbers"),
    [
        (["preambular", "operative", "operative"], ["", "1.", "2."], ["", "1", "2"]),
        (
            ["operative", "sub", "sub", "subsub", "subsub", "operative", "sub"],
            ["1.", "(a)", "(b)", "(i)", "(ii)", "2.", "(a)"],
            ["1", "1 (a)", "1 (b)", "1 (b) (i)", "1 (b) (ii)", "2", "2 (a)"],
        ),
        (["operative", "heading", "operative"], ["1.", "", "2."], ["1", "", "2"]),
    ],
)
def test_numbers_count_through_the_text(kinds, marks, numbers):
    numbered = clauses.number([C(kind) for kind in kinds])
    assert [n.mark for n in numbered] == marks
    assert [n.number for n in numbered] == numbers


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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ([C("preambular", "Recalling the Charter")], "A preambular paragraph ends with a comma."),
        (
            [C("preambular", "The Charter,")],
            "A preambular paragraph opens with a participle, such as “Recalling” or “Noting”.",
        ),
        ([C("operative", "Invites all;")], "The last paragraph ends with a full stop."),
        (
            [C("operative", "Invites all."), C("operative", "Urges all.")],
            "A paragraph ends with a semicolon; only the last has a full stop.",
        ),
        ([C("operative", "Invites all;"), C("sub", "Cities.")], "A paragraph that opens a list ends with a colon."),
        ([C("preambular", "Noting it,"), C("sub", "Cities.")], "A sub-paragraph stands under an operative paragraph."),
        ([C("operative", "Urges all:"), C("subsub", "Cities.")], "A paragraph (i) stands under a paragraph (a)."),
        (
            [C("operative", "Urges all;"), C("preambular", "Noting it,")],
            "Preambular paragraphs stand before the operative ones.",
        ),
        ([C("operative", "Cities act.")], "An operative paragraph opens with a verb, such as “Invites” or “Requests”."),
        ([C("operative", " ")], "This paragraph is empty."),
        ([C("operative", "Urges x;"), C("operative", "urges X;")], "These words stand in another paragraph too."),
        ([C("operative", "Urges " + "x " * 130 + ".")], "This paragraph has 132 words; beyond 120 it is hard to cite."),
    ],
)
def test_hints(app, text, sentence):
    with app.test_request_context():
        assert sentence in [hint.sentence for hint in checks.hints(text)]


def test_a_well_made_text_has_no_hints(app):
    text = [
        C("heading", "Preamble"),
        C("preambular", "Recalling the Geneva Declaration of Mayors,"),
        C("operative", "Invites cities:"),
        C("sub", "To plant trees;"),
        C("sub", "To count them; and"),
        C("operative", "Requests the Committee to take note."),
    ]
    with app.test_request_context():
        assert checks.hints(text) == []
        assert checks.hidden(text) == []


def test_hidden_characters_are_named_with_their_place(app):
    with app.test_request_context():
        (hint,) = checks.hidden([C("operative", "Invi\u202etes all.", "u1")])
    assert hint.sentence == "Place 5 holds a hidden character (RIGHT-TO-LEFT OVERRIDE). Delete it."


def test_the_frozen_form_is_one_exact_spelling():
    text = frozen.freeze("Café", "en", "resolution", [C("operative", "Invites \r\nall.  ", "u1")])
    assert text == (
        '{"clauses":[{"kind":"operative","mark":"1.","number":"1","text":"Invites\\nall.","uid":"u1"}],'
        '"language":"en","template":"resolution","title":"Café","v":1}'
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
