"""Amendments as pure functions: no word is lost or doubled, and the order of what does not collide does not matter."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forum.declarations.text import amending
from forum.declarations.text.amending import Collision, Passage, Range, apply, carry, collides, consolidate, ranges

BASE = "Invites all cities to plant trees, and to water them;"


@dataclass(frozen=True)
class Proposal:
    number: int
    clause_uid: str
    act: str
    base_text: str
    text: str = ""


def replacing(number, text, base=BASE, uid="a"):
    return Proposal(number, uid, "replace", base, text)


@pytest.mark.parametrize(
    ("proposed", "expected"),
    [
        (BASE, ()),
        (BASE.replace("Invites", "Urges"), (Range(0, 7, "Urges"),)),
        (BASE.replace("all cities", "every town"), (Range(8, 18, "every town"),)),
        (BASE.replace("plant", "plant fruit"), (Range(28, 28, "fruit "),)),
        (BASE.replace(", and to water them", ""), (Range(33, 52, ""),)),
        ("", (Range(0, len(BASE), ""),)),
    ],
)
def test_what_a_proposal_touches(proposed, expected):
    assert ranges(BASE, proposed) == expected
    assert amending.applied(BASE, expected) == proposed


URGED, WATERED = BASE.replace("Invites", "Urges"), BASE.replace("them;", "all;")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (URGED, BASE.replace("trees", "oaks"), False),
        (URGED, BASE.replace("Invites", "Asks"), True),
        (BASE.replace("trees", "oaks"), BASE.replace(", and to water them", ""), True),
        (BASE.replace("trees", "oaks"), BASE.replace("and to water them", "and so on"), False),
        (BASE.replace("plant", "plant two"), BASE.replace("plant", "plant big"), True),
        (BASE.replace("plant", "grow"), BASE.replace("trees", "fruit trees"), False),
        (BASE.replace(";", "."), WATERED, False),
        (BASE, "", False),
        (URGED, "", True),
    ],
)
def test_the_same_words_or_not(one, other, expected):
    assert collides(ranges(BASE, one), ranges(BASE, other)) is expected


def test_a_change_is_carried_onto_new_words():
    current = "Urges all cities to plant trees, and to water them;"
    oaks = "Invites all cities to plant oaks, and to water them;"
    assert carry(BASE, oaks, current) == "Urges all cities to plant oaks, and to water them;"
    assert carry(BASE, current, current) == current, "what was done already is not done twice"
    assert carry(BASE, "Asks all towns to plant trees, and to water them;", current) is None
    prefilled = amending.suggestion(BASE, "Asks all towns to plant trees, and to water them;", current)
    assert prefilled == "Urges all towns to plant trees, and to water them;"


words = st.lists(
    st.sampled_from(["Invites", "all", "cities", "to", "plant", "trees", ",", "and", ";", "of", "ash"]), max_size=9
)
texts = words.map(" ".join)
fused = st.lists(st.sampled_from(["a", "b", "ab", " ", ",", ";", "(", "\n"]), max_size=8).map("".join)
any_text = texts | fused


def counted(text):
    return Counter(re.findall(r"\w+", text))


@given(any_text, any_text)
def test_ranges_give_the_proposal(base, proposed):
    assert amending.applied(base, ranges(base, proposed)) == proposed


@given(any_text, any_text, any_text)
def test_collision_is_symmetric(base, one, other):
    assert collides(ranges(base, one), ranges(base, other)) == collides(ranges(base, other), ranges(base, one))
    pair = replacing(1, one, base), replacing(2, other, base)
    assert amending.clash(*pair) == amending.clash(*reversed(pair))


@given(any_text, any_text, any_text)
def test_what_is_carried_loses_and_doubles_no_word(base, proposed, current):
    result = carry(base, proposed, current)
    assume(result is not None)
    shared = [change for change in ranges(base, proposed) if change in ranges(base, current)]
    once = amending.applied(base, shared)
    expected = counted(proposed) + counted(current)
    expected.subtract(counted(once))
    assert counted(result) == +expected and min(expected.values(), default=0) >= 0


@given(any_text, any_text, any_text)
def test_a_suggestion_keeps_the_words_that_stand_where_both_changed(base, proposed, current):
    result, carried = amending.suggestion(base, proposed, current), carry(base, proposed, current)
    mine, theirs = ranges(base, proposed), ranges(base, current)
    if not collides(mine, theirs):
        assert result == carried
    if mine and all(collides([one], theirs) for one in mine):
        assert result == current


@given(st.lists(texts, min_size=1, max_size=3), st.data())
def test_consolidating_equals_applying_one_by_one_in_any_order(paragraphs, data):
    clauses = [
        Passage(f"c{place}", data.draw(st.sampled_from(["operative", "sub"])), text) for place, text in enumerate(paragraphs)
    ]
    amendments = []
    for number in range(1, data.draw(st.integers(1, 5)) + 1):
        clause = data.draw(st.sampled_from(clauses))
        act = data.draw(st.sampled_from(["replace", "replace", "insert", "delete"]))
        text = "" if act == "delete" else data.draw(texts)
        amendments.append(Proposal(number, clause.uid, act, clause.text, text))
    apart = [one for place, one in enumerate(amendments) if not any(amending.clash(one, b) for b in amendments[:place])]
    following = dict(zip([c.uid for c in clauses], clauses[1:], strict=False))
    gone = [following.get(one.clause_uid) for one in apart if one.act == "delete"]
    assume(not any(after and after.kind == "sub" for after in gone))  # where a list loses its head, places are a guess
    together = consolidate(clauses, apart)
    for order in permutations(apart):
        text = list(clauses)
        for place, one in enumerate(order):
            text = apply(text, one, order[:place])
        assert text == together


@given(any_text, any_text, any_text)
def test_what_collides_is_applied_in_no_order(base, one, other):
    pair = [replacing(1, one, base), replacing(2, other, base)]
    assume(amending.clash(*pair))
    clauses = [Passage("a", "operative", base)]
    with pytest.raises(Collision):
        consolidate(clauses, pair)
    with pytest.raises(Collision):
        apply(apply(clauses, pair[0]), pair[1], pair[:1])


def test_a_new_paragraph_stands_behind_the_sub_paragraphs_and_behind_earlier_ones():
    clauses = [Passage("a", "operative", "Asks:"), Passage("b", "sub", "One;"), Passage("c", "operative", "Ends.")]
    third, fourth = Proposal(3, "a", "insert", "Asks:", "Third."), Proposal(4, "a", "insert", "Asks:", "Fourth.")
    second = Proposal(2, "b", "insert", "One;", "Two;")
    result = consolidate(clauses, [fourth, third, second])
    assert [p.text for p in result] == ["Asks:", "One;", "Two;", "Third.", "Fourth.", "Ends."]
    assert [p.kind for p in result] == ["operative", "sub", "sub", "operative", "operative", "operative"]


def test_own_words_settle_a_collision():
    clauses = [Passage("a", "operative", BASE)]
    both = [replacing(1, "Urges all.", BASE), Proposal(2, "a", "delete", BASE)]
    with pytest.raises(Collision) as raised:
        consolidate(clauses, both)
    assert {raised.value.one.number, raised.value.other.number} == {1, 2}
    assert [p.text for p in consolidate(clauses, both, {"a": "Urges some."})] == ["Urges some."]
    gone = replacing(3, "Urges.", "Words from long ago", "z")
    with pytest.raises(Collision):
        consolidate(clauses, [gone])
