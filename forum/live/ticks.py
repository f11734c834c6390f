"""What passes between a room on the loop and the thread that writes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from forum.declarations.operations.workspace import Write
from forum.live.guard import Guard
from forum.live.rights import Admission
from forum.live.wire import Seen

SAVED, NOTHING = "saved", "nothing"  # other outcomes are the reasons of a refusal


@dataclass(slots=True, eq=False)
class Item:
    """One frame with an update, from the socket until its answer."""

    connection: Any
    data: bytes
    seen: Seen
    by: Admission
    number: int  # among the frames of its connection that carried an update
    relayed: bool  # others have it already
    covers: tuple[int, ...] = ()  # earlier frames that came again with it
    vouched: bool = False  # it brings what somebody else wrote and the server lost
    outcome: str = ""


@dataclass(slots=True, eq=False)
class Kept:
    """What the writer knows of a room; only its thread changes it."""

    declaration_id: int
    guard: Guard
    upto: int
    owners: dict[int, int] = field(default_factory=dict)  # whose number a client id is
    authors: dict[str, int] = field(default_factory=dict)  # whose a suggestion is


@dataclass(slots=True, eq=False)
class Batch:
    """What one room accepted in one tick."""

    kept: Kept
    items: Sequence[Item]
    done: Callable[["Batch"], None]
    stage: str = ""  # in which it was judged
    writes: list[Write] | None = None  # once the guard has let them through
    claims: dict[int, int] = field(default_factory=dict)  # whose the new client ids of this tick are
    others: list[bytes] = field(default_factory=list)  # rows of other workers and of the server itself
    broken: bool = False  # something that others have already was refused
