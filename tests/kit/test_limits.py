"""Limits become lower, never none, where the shared count is gone."""

import pytest

from forum.kit.limits import lowered


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("20/minute;100/hour", "10/minute;50/hour"),
        ("30 per hour", "15 per hour"),
        ("10/15minute", "5/15minute"),
        ("1/day", "1/day"),
    ],
)
def test_half(limit, expected):
    assert lowered(limit) == expected
