"""Features above hear of each entry, in the transaction that appends it: they know what a city or a declaration is."""

from collections.abc import Callable
from typing import Any

from models import RegisterEntry

Follower = Callable[[RegisterEntry, dict[str, Any]], None]
_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """`follower(entry, statement)`; it may write beside the register, never refuse."""
    if follower not in _followers:
        _followers.append(follower)


def tell(entry: RegisterEntry, statement: dict[str, Any]) -> None:
    for follower in _followers:
        follower(entry, statement)
