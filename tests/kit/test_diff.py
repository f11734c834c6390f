"""Differences lose no word of either text."""

from hypothesis import given
from hypothesis import strategies as st

from forum.kit import diff

TEXTS = st.text(alphabet=st.sampled_from("ab c,.;é\n"), max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_difference(older, newer):
    segments = diff.words(older, newer)
    assert "".join(text for kind, text in segments if kind != "removed") == newer
    assert "".join(text for kind, text in segments if kind != "added") == older


def test_a_changed_word_is_named_alone():
    assert diff.words("Invites all cities;", "Invites many cities;") == [
        ("same", "Invites "), ("removed", "all"), ("added", "many"), ("same", " cities;"),
    ]  # fmt: skip


def test_each_state_of_a_history_stands_against_the_one_before():
    assert diff.each([]) == []
    assert diff.each(["One."]) == [None]
    assert diff.each(["One three.", "One two.", "One two."]) == [
        diff.words("One two.", "One three."), [("same", "One two.")], None,
    ]  # fmt: skip
