"""Starts the forum as `python -m forum serve` does, without limits of frequency, so that a test may write fast.

FORUM_TEST_CLOCK names a file with the seconds by which its clock goes ahead: days pass for the whole forum at once,
and what is done on the clock is looked at each second.
"""

import datetime as dt
import os
from pathlib import Path

from forum.__main__ import main
from forum.discussion import rules
from forum.kit import clock, config, jobs
from tests.faults import dying

original, true_now, every = config.load, clock.now, jobs.every


def load(environ: dict[str, str] | None = None) -> dict:
    return original(environ) | {"RATELIMIT_ENABLED": "FORUM_TEST_LIMITS" in os.environ}


def now() -> dt.datetime:
    ahead = Path(os.environ["FORUM_TEST_CLOCK"])
    return true_now() + dt.timedelta(seconds=float(ahead.read_text()) if ahead.exists() else 0)


if __name__ == "__main__":
    config.load, rules.PER_MINUTE = load, 1_000_000
    if "FORUM_TEST_CLOCK" in os.environ:
        clock.now, jobs.every = now, lambda _seconds, name, work: every(1, name, work)
    if "FORUM_TEST_KILL" in os.environ:
        dying.arm()
    main(["serve"])
