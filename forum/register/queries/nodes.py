"""The kept hashes of complete subtrees, several in one statement."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import select, tuple_

from forum.register.tree import Nodes
from models import RegisterNode
from models.base import db

Answer = TypeVar("Answer")
Place = tuple[int, int]


def digests(places: Iterable[Place]) -> dict[Place, bytes]:
    """Level and position -> hash."""
    wanted = list(places)
    if not wanted:
        return {}
    columns = (RegisterNode.level, RegisterNode.position)
    rows = db.session.execute(select(*columns, RegisterNode.digest).where(tuple_(*columns).in_(wanted)))
    return {(level, position): bytes.fromhex(digest) for level, position, digest in rows}


def read_once(question: Callable[[Nodes], Answer]) -> Answer:
    """Ask what needs nodes: it runs dry first to learn which, then with all of them read by one statement."""
    wanted: set[Place] = set()

    def note(level: int, position: int) -> bytes:
        wanted.add((level, position))
        return b""

    question(note)
    found = digests(wanted)
    return question(lambda *place: found[place])
