"""Limits become lower, never none, where the shared count is gone."""

import pytest

from forum.kit.limits import lowered


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("20/minute;100/hour", "5/minute;25/hour"),
        ("30 per hour", "7 per hour"),
        ("10/15minute", "2/15minute"),
        ("1/day", "1/day"),
    ],
)
def test_a_quarter(limit, expected):
    assert lowered(limit) == expected
