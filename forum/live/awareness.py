"""Who is here and where their cursor stands (y-protocols/awareness). The server says who it is; the browser only where."""

import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forum.live.protocol import Garbage, Reader, sized, uint

MOST_CLIENTS = 2000  # in one message
MOST_REMEMBERED = 20_000
MOST_OF_ONE = 4  # clients that one socket speaks for
LONGEST_STATE = 4000
FORGET_AFTER = 45.0  # browsers renew theirs every 15 s
PARAGRAPH = re.compile(r"title|[0-9a-f]{16}")


@dataclass(slots=True)
class Known:
    clock: int
    state: str  # JSON; "null" for somebody who left
    owner: Any  # the connection; None for somebody at another worker
    at: float


class Presence:
    """Of one room. Every method gives the clients whose state others have to be told."""

    def __init__(self) -> None:
        self._known: dict[int, Known] = {}
        self.first: dict[int, int] = {}  # client -> person who told of it first: it is theirs, also before the first letter

    def receive(self, owner: Any, user: dict[str, Any], data: bytes) -> set[int]:
        """From a browser. What it tells of other clients is an echo, and is passed over; of nobody it tells nothing."""
        changed: set[int] = set()
        for client, clock, raw in _entries(data) if user else ():
            known = self._known.get(client)
            if known is not None and (known.owner is not owner or clock < known.clock):
                continue
            if known is None and self._counted(owner) >= MOST_OF_ONE:
                raise Garbage("one socket speaks for too many")
            state = _cleaned(raw, user)
            if len(self.first) < MOST_REMEMBERED:
                self.first.setdefault(client, user.get("id", 0))
            if known is not None and (clock, state) == (known.clock, known.state):
                known.at = time.monotonic()
                continue
            self._known[client] = Known(clock, state, owner, time.monotonic())
            changed.add(client)
        return changed

    def spoken_for(self, owner: Any) -> set[int]:
        return {client for client, known in self._known.items() if known.owner is owner}

    def hear(self, data: bytes) -> set[int]:
        """From another worker, which has looked at it already."""
        changed = set()
        for client, clock, raw in _entries(data):
            known = self._known.get(client)
            if known is None or (known.owner is None and clock >= known.clock):
                self._known[client] = Known(clock, raw.decode(), None, time.monotonic())
                changed.add(client)
        return changed

    def leave(self, owner: Any) -> set[int]:
        """All that a socket spoke for is gone."""
        return self._end(client for client, known in self._known.items() if known.owner is owner)

    def expire(self) -> set[int]:
        """Those of a worker that died, and browsers that fell asleep."""
        limit = time.monotonic() - FORGET_AFTER
        for client in [c for c, known in self._known.items() if known.at < limit and known.state == "null"]:
            del self._known[client]
        return self._end(client for client, known in self._known.items() if known.at < limit)

    def encode(self, clients: Iterable[int] | None = None) -> bytes:
        """Of these clients, or of all that are here; empty where there is nobody."""
        chosen = [c for c, known in self._known.items() if known.state != "null"] if clients is None else list(clients)
        if not chosen:
            return b""
        parts = [uint(len(chosen))]
        for client in chosen:
            known = self._known[client]
            parts += [uint(client), uint(known.clock), sized(known.state.encode())]
        return b"".join(parts)

    def _counted(self, owner: Any) -> int:
        return sum(1 for known in self._known.values() if known.owner is owner)

    def _end(self, clients: Iterable[int]) -> set[int]:
        gone = {client for client in clients if self._known[client].state != "null"}
        for client in gone:
            known = self._known[client]
            self._known[client] = Known(known.clock + 1, "null", None, time.monotonic())
        return gone


def _entries(data: bytes) -> list[tuple[int, int, bytes]]:
    reader = Reader(data)
    count = reader.uint()
    if count > MOST_CLIENTS:
        raise Garbage("too many clients")
    found = [(reader.uint(), reader.uint(), reader.bytes(LONGEST_STATE)) for _number in range(count)]
    reader.finish()
    return found


def _cleaned(raw: bytes, user: dict[str, Any]) -> str:
    """The cursor and the paragraph as the browser says them, the person as the account does; nothing else."""
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Garbage("no JSON") from error
    if given is None:
        return "null"
    if not isinstance(given, dict):
        raise Garbage("a state that is none")
    state: dict[str, Any] = {"user": user}
    if isinstance(cursor := given.get("cursor"), dict) and _is_flat(cursor):
        state["cursor"] = {side: cursor[side] for side in ("anchor", "head") if side in cursor}
    if isinstance(uid := given.get("uid"), str) and PARAGRAPH.fullmatch(uid):
        state["uid"] = uid
    return json.dumps(state)


def _is_flat(value: Any, depth: int = 4) -> bool:
    """A position in a text is a few numbers and names, never deep."""
    if isinstance(value, dict):
        return depth > 0 and len(value) <= 8 and all(_is_flat(inner, depth - 1) for inner in value.values())
    return value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= 100)
