"""Whether this register goes on from a head that somebody knows: a pinned one, or the newest that was ever published."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forum.register.queries.heads import newest_head
from forum.register.queries.proofs import root


@dataclass(frozen=True)
class Gap:
    """Why the register does not go on from a head; `sentence` says it to whoever runs the forum."""

    sentence: str
    shorter: bool  # entries are missing; otherwise the entries are others


def gap(stated: dict[str, Any]) -> Gap | None:
    """None when the register extends the head. Costs a few reads, whatever its size."""
    own = newest_head()
    return between(stated, own.size if own else 0, own.time if own else None, root)


def between(stated: dict[str, Any], have: int, since: int | None, root_of: Callable[[int], str]) -> Gap | None:
    """The same for any register of `have` entries, the last of them made at `since`."""
    head = stated["head"]
    if have < head["size"]:
        return Gap(missing(have, since, head), True)
    if root_of(head["size"]) != head["root"]:
        known = f"The first {entries(head['size'])} of this register are not those"
        return Gap(f"{known} whose head was published on {spelt(head['time'])}: they give another root.", False)
    return None


def missing(have: int, since: int | None, head: dict[str, Any]) -> str:
    last = head["size"] - 1
    which = f"Entry {last} is missing" if have == last else f"Entries {have} to {last} are missing"
    when = f", made since {spelt(since)}" if since is not None else ""
    over = f"a head over {head['size']} was published on {spelt(head['time'])}"
    return f"This register has {entries(have)}, and {over}. {which}{when}."


def entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def spelt(seconds: int) -> str:
    """A moment as operators read it."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
