"""Comparing two texts: words, moves, splits, joins, kinds and numbers, and that nothing of either text is lost."""

import random
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.declarations.text import comparing
from forum.declarations.text.clauses import number
from forum.declarations.text.comparing import Lineage, compare, in_order
from forum.kit import diff


@dataclass
class C:
    uid: str
    text: str = ""
    kind: str = "operative"


def text(*clauses):
    return number([c if isinstance(c, C) else C(c, f"Invites {c};") for c in clauses])


def only(found, act):
    return [d.clause.uid for d in found if d.act == act]


WORDS = st.text(st.sampled_from(" \nab.,;é"), max_size=40)


@given(WORDS, WORDS)
def test_a_difference_holds_both_texts_to_the_letter(older, newer):
    segments = diff.words(older, newer)
    assert "".join(t for kind, t in segments if kind != "removed") == newer
    assert "".join(t for kind, t in segments if kind != "added") == older
    assert all(t for _kind, t in segments)


@pytest.mark.parametrize(
    ("older", "newer", "segments"),
    [
        ("take note.", "take note now.", [("same", "take note"), ("added", " now"), ("same", ".")]),
        ("plant oaks:", "plant limes:", [("same", "plant "), ("removed", "oaks"), ("added", "limes"), ("same", ":")]),
        ("one two three", "four five six", [("removed", "one two three"), ("added", "four five six")]),
        (
            "roofs, with a fee",
            "roofs, [with a fee]",
            [
                ("same", "roofs, "),
                ("added", "["),
                ("same", "with a fee"),
                ("added", "]"),
            ],
        ),
        ("", "new", [("added", "new")]),
        ("same", "same", [("same", "same")]),
        ("", "", []),
    ],
)
def test_words_are_compared_and_not_letters(older, newer, segments):
    assert diff.words(older, newer) == segments


def test_one_moved_paragraph_is_one_move():
    older = text("a", "b", "c", "d", "e", "f", "g")
    newer = text("a", "b", "d", "e", "f", "g", "c")
    found = compare(older, newer)
    moved = [d for d in found if d.moved and d.act != "away"]
    assert [(d.clause.uid, d.was.number, d.clause.number) for d in moved] == [("c", "3", "7")]
    assert [d.clause.uid for d in found] == ["a", "b", "c", "d", "e", "f", "g", "c"]
    assert [(d.was.number, d.clause.number) for d in found if d.renumbered] == [
        ("4", "3"), ("5", "4"), ("6", "5"), ("7", "6"),
    ]  # fmt: skip


def test_what_went_stands_where_it_stood():
    found = compare(text("a", "b", "c"), text("a", "x", "c"))
    assert [(d.clause.uid, d.act) for d in found] == [("a", "same"), ("b", "removed"), ("x", "added"), ("c", "same")]


def test_a_change_of_kind_is_said():
    (found,) = compare(text(C("a", "Invites;")), text(C("a", "Invites;", "sub")))
    assert found.rekinded and found.says and found.act == "same"


def test_words_of_a_split_paragraph_have_not_changed():
    older = text(C("a", "Invites cities to plant trees and to count them;"))
    newer = text(C("a", "Invites cities to plant trees;"), C("b", "and to count all of them;"))
    first, second = compare(older, newer, Lineage(origin={"b": "a"}))
    assert second.split_from.uid == "a" and second.act == "added"
    assert [t for kind, t in second.segments if kind == "added"] == [" all of"]
    assert not [t for kind, t in first.segments if kind == "removed"]
    assert [t for kind, t in first.segments if kind == "added"] == [";"]


def test_words_of_a_joined_paragraph_have_not_changed():
    older = text(C("a", "Invites cities;"), C("b", "Urges States;"), C("c", "Ends."))
    newer = text(C("a", "Invites cities; Urges many States;"), C("c", "Ends."))
    found = compare(older, newer, Lineage(joined={"b": "a"}))
    assert [(d.clause.uid, d.act) for d in found] == [("a", "changed"), ("b", "removed"), ("c", "same")]
    assert found[1].joined_to.uid == "a"
    assert [s for s in found[0].segments if s[0] != "same"] == [("added", " many")]


UIDS = st.lists(st.sampled_from("abcdefghij"), unique=True)


@given(UIDS, UIDS)
def test_the_paragraphs_that_stayed_are_the_most_that_can(older, newer):
    stayed = in_order(older, newer)
    assert [u for u in older if u in stayed] == [u for u in newer if u in stayed]
    place = [older.index(u) for u in newer if u in older]
    best = [1] * len(place)
    for i in range(len(place)):
        best[i] = 1 + max((best[j] for j in range(i) if place[j] < place[i]), default=0)
    assert len(stayed) == max(best, default=0)


TEXTS = st.lists(st.builds(C, st.sampled_from("abcdefgh"), WORDS, st.sampled_from(["operative", "sub"])),
                 unique_by=lambda c: c.uid)  # fmt: skip
LINES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), max_size=4)


@given(TEXTS, TEXTS, LINES, LINES)
def test_a_comparison_holds_both_texts(before, after, origin, joined):
    older, newer = number(before), number(after)
    found = compare(older, newer, Lineage(origin, joined))
    stands = [d for d in found if d.act not in ("removed", "away")]
    assert [d.clause for d in stands] == newer
    for d in stands:
        assert "".join(t for _kind, t in d.after) == d.clause.text
    assert {d.clause.uid for d in found if d.act == "removed"} == {c.uid for c in older} - {c.uid for c in newer}
    assert only(found, "added") == [c.uid for c in newer if c.uid not in {o.uid for o in older}]
    assert sorted(d.clause.uid for d in found if d.moved and d.act != "away") == sorted(only(found, "away"))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(clauses):
    found = compare(number(clauses), number(clauses))
    assert not any(d.says or d.renumbered for d in found)


def test_words_removed_anywhere_are_shown_somewhere():
    older = text(C("a", "one two three"), C("b", "four five six"))
    newer = text(
        C("a", "one four six"),
    )
    found = compare(older, newer, Lineage(joined={"b": "a"}))
    gone = " ".join(t for d in found for kind, t in d.segments if kind == "removed")
    assert gone.split() == ["two", "three", "five"]


def test_three_hundred_paragraphs_compare_without_waiting():
    """Seconds are reported, not asserted; the steps of the work are: only what changed is compared word by word."""
    generator = random.Random(3)
    words = [f"word{n}" for n in range(400)]
    older = [C(f"u{n}", " ".join(generator.choices(words, k=60)) + ";") for n in range(300)]
    newer = [C(c.uid, c.text.replace("word1", "other") if n % 3 else c.text) for n, c in enumerate(older)]
    newer.insert(10, newer.pop(200))
    diff._words.cache_clear()
    begun = time.perf_counter()
    found = compare(number(older), number(newer))
    print(f"300 paragraphs: {time.perf_counter() - begun:.3f} s")
    assert len([d for d in found if d.moved and d.act != "away"]) == 1
    assert comparing.in_order([c.uid for c in older], [c.uid for c in newer]) == {c.uid for c in older} - {"u200"}
