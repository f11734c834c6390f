"""Starts the forum as `python -m forum serve` does, without limits of frequency, so that a test may write fast."""

import os

from forum.__main__ import main
from forum.discussion import rules
from forum.kit import config

original = config.load


def load(environ: dict[str, str] | None = None) -> dict:
    return original(environ) | {"RATELIMIT_ENABLED": "FORUM_TEST_LIMITS" in os.environ}


if __name__ == "__main__":
    config.load, rules.PER_MINUTE = load, 1_000_000
    main(["serve"])
