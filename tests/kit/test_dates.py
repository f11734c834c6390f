"""Dates in words, as the United Nations write them in each language."""

import datetime as dt

import pytest

from forum.kit import dates


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "14 November 2026"), ("fr", "14 novembre 2026"), ("ru", "14 ноября 2026 года")],
)
def test_a_long_date_can_end_a_sentence(language, words):
    assert dates.long(dt.date(2026, 11, 14), language) == words
