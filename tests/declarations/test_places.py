"""Places of paragraphs: always room between two, and as few moves as can be."""

from hypothesis import given
from hypothesis import strategies as st

from forum.declarations.text import places


def test_a_new_text_is_spread_in_order():
    words = places.spread(3000)
    assert words == sorted(set(words)) and len(words) == 3000


@given(st.lists(st.integers(0, 10**6), max_size=120))
def test_there_is_always_room_between_two(wishes):
    words = places.spread(3)
    for wish in wishes:
        at = wish % (len(words) + 1)
        before, after = words[at - 1] if at else "", words[at] if at < len(words) else ""
        new = places.between(before, after)
        assert before < new and (not after or new < after)
        assert not new.endswith(places.DIGITS[0])
        words.insert(at, new)
    assert words == sorted(words)


@given(st.permutations(range(12)))
def test_arranging_gives_the_order_and_moves_as_few_as_can_be(order):
    words = places.spread(12)
    moved = places.arranged([(str(n), words[n]) for n in order])
    after = [moved.get(str(n), words[n]) for n in order]
    assert after == sorted(after) and len(set(after)) == 12
    assert len(moved) == 12 - _longest_rise(order)


def test_two_at_one_place_are_told_apart_when_they_are_arranged():
    moved = places.arranged([("b", "01V"), ("a", "01V"), ("c", "02V")])
    words = {"a": "01V", "b": "01V", "c": "02V"} | moved
    assert sorted("abc", key=lambda uid: (words[uid], uid)) == ["b", "a", "c"]


def _longest_rise(numbers):
    best = []
    for number in numbers:
        best.append(1 + max((b for b, other in zip(best, numbers, strict=False) if other < number), default=0))
    return max(best, default=0)
