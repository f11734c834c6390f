"""Who wants to know that the words of a text have changed: what hangs on words follows them from here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc


@dataclass(frozen=True)
class Change:
    """What happened between two states of the rows; all inside the transaction that wrote them."""

    declaration_id: int
    document: Doc[Any]  # as it is now
    before: dict[str, str]  # the words that stood, by uid, of each paragraph that changed; "" for a new one
    after: dict[str, str]  # the words that stand now; a removed paragraph has none
    whole: bool  # whole new words were set (a form, an amendment), so which of two equal phrases went is a guess
    authors: dict[str, int | None] = field(default_factory=dict)  # who changed each paragraph last, a person's id


Follower = Callable[[Change], None]
_followers: list[Follower] = []


def register(follower: Follower) -> None:
    if follower not in _followers:
        _followers.append(follower)


def tell(change: Change) -> None:
    for follower in _followers:
        follower(change)
