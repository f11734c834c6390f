"""What can be talked about, followed, flagged and found: each feature tells here how to reach its own nouns."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Subject:
    """One thing as others need to know it: enough for a link, a thread, a notice, a moderation case."""

    kind: str
    id: int
    title: str
    url: str
    city_ids: tuple[int, ...] = ()
    author_id: int | None = None
    text: str = ""  # what a moderator would judge
    open_for_comments: bool = True
    public: bool | None = None  # whether strangers see it; None where the loader does not say
    clauses: dict[str, str] = field(default_factory=dict)  # uid -> words, where comments hang on clauses
    comments_since: dt.datetime | None = None  # what was said before, among fewer, is not for this reader


Loader = Callable[[Any, Iterable[int]], dict[int, Subject]]
_loaders: dict[str, Loader] = {}


def register(kind: str, loader: Loader) -> None:
    """`loader(actor, ids)` gives those subjects that the actor may see (all of them where actor is None)."""
    _loaders[kind] = loader


def find(kind: str, identity: int, actor: Any) -> Subject | None:
    """The subject, or None where it does not exist or is not visible."""
    return _loaders[kind](actor, [identity]).get(identity) if kind in _loaders else None


def find_many(keys: Iterable[tuple[str, int]], actor: Any) -> dict[tuple[str, int], Subject]:
    """Many at once, one load for each kind."""
    wanted: dict[str, set[int]] = {}
    for kind, identity in keys:
        wanted.setdefault(kind, set()).add(identity)
    return {
        (kind, identity): subject
        for kind, ids in wanted.items()
        if kind in _loaders
        for identity, subject in _loaders[kind](actor, ids).items()
    }
