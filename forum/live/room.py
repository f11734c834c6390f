"""One text that is being written: what comes is passed on at once, then written in ticks, then acknowledged.

Everything here runs on the event loop; the document and the database are met in threads (`log.py`).
"""

import asyncio
import time
from typing import TYPE_CHECKING, Any

from forum.declarations.operations import workspace
from forum.kit import bus
from forum.live import protocol, wire
from forum.live.awareness import Presence
from forum.live.checks import Checks
from forum.live.connection import Connection
from forum.live.protocol import Garbage
from forum.live.rates import LARGEST_SYNC
from forum.live.rows import Rows
from forum.live.ticks import SAVED, Batch, Item, Kept

if TYPE_CHECKING:
    from forum.live.hub import Hub

TICK, CROWDED_TICK, CROWD = 0.01, 0.02, 60  # seconds; where more than so many write, fewer transactions
CROWD, GATHER = 60, 0.008
MOST_WAITING = LARGEST_SYNC
NEWS = ("suggestion", "comment", "amendment", "stage", "agreement")


class Room:
    def __init__(self, hub: "Hub", kept: Kept) -> None:
        self.hub, self.kept = hub, kept
        self.id = kept.declaration_id
        self.connections: set[Connection] = set()
        self.presence = Presence()
        self.known = kept.guard.known  # how far each client is known, what is not written yet included
        self.used_at = time.monotonic()
        self._waiting: list[Item] = []
        self._flying: Batch | None = None
        self._gathered: list[bytes] = []  # messages that go to a crowd together
        self._size, self._room = 0, asyncio.Event()
        self._room.set()
        self._timer: asyncio.TimerHandle | None = None
        self.rows, self.checks = Rows(self), Checks(self)
        self._absent: set[int] = set()  # clients whose presence has to be told
        self._unsubscribe = hub.bus.subscribe(workspace.topic(self.id), self._hear_elsewhere)

    # Frames

    def take(self, item: Item) -> None:
        """An update that may be written: to the others at once, into the next tick."""
        self._waiting.append(item)
        self._size += len(item.data)
        if self._size > MOST_WAITING:
            self._room.clear()
        self._note_known(item)
        if item.relayed:
            self.relay(item.data, item.connection)
        self._schedule()

    def relay(self, data: bytes, but: Connection | None = None, elsewhere: bool = True) -> None:
        message = protocol.update(data)
        if len(self.connections) > CROWD:
            if not self._gathered:
                self.hub.loop.call_later(GATHER, self._send_gathered)
            self._gathered.append(message)
        else:
            self._send([message], but)
        if elsewhere and self.hub.bus.shared:
            self.hub.tell(self.id, {"what": "frame"}, data)

    def _send_gathered(self) -> None:
        """Of a crowd's letters a few go out at once: a hundred people are a hundred lines for each."""
        messages, self._gathered = self._gathered, []
        self._send(messages)

    def _send(self, messages: list[bytes], but: Connection | None = None) -> None:
        frames = b"".join(map(protocol.framed, messages))
        for connection in list(self.connections):
            if connection is not but:
                connection.write(messages, frames)

    async def has_room(self) -> None:
        """While the database does not answer, a reader of sockets waits here, and then the browsers do."""
        await self._room.wait()

    def unsaved(self) -> list[bytes]:
        """What others have got already and the document does not hold yet."""
        flying = list(self._flying.items) if self._flying else []
        return [item.data for item in flying + self._waiting if item.relayed]

    async def diff(self, state: bytes) -> bytes:
        return await self.hub.work(self.kept.guard.diff, state)

    def _note_known(self, item: Item) -> None:
        for client, part in item.seen.parts.items():
            if part.end > self.known.get(client, 0):
                self.known[client] = part.end

    # Ticks

    def _schedule(self) -> None:
        if self._timer is None and self._flying is None:
            tick = TICK if len(self.connections) <= CROWD else CROWDED_TICK
            self._timer = self.hub.loop.call_later(tick, self._tick)

    def _tick(self) -> None:
        self._timer = None
        if self._waiting and self._flying is None:
            items, self._waiting = self._waiting, []
            self._fly(items)

    def follow(self) -> None:
        """Bring in what was written elsewhere; whatever flies does that too."""
        if self._flying is None:
            self._tick() if self._waiting else self._fly([])

    def _fly(self, items: list[Item]) -> None:
        self._flying = Batch(self.kept, items, self._landed)
        self.hub.writer.put(self._flying)

    def _landed(self, batch: Batch) -> None:
        """In the writer's thread."""
        self.hub.call(self._settle, batch)

    def _settle(self, batch: Batch) -> None:
        """It is committed, or refused."""
        self._flying = None
        self._size = sum(len(item.data) for item in self._waiting)
        self._room.set()
        self._relay_rows(batch.others)
        for item in batch.items:
            if item.outcome == SAVED and not item.relayed:
                self.relay(item.data, item.connection)
            item.connection.settle(item)
        for connection in {item.connection for item in batch.items}:
            connection.tell_saved()
        if any(item.outcome != SAVED for item in batch.items):
            self._recount()
        if batch.broken:
            self._tell_to_reload()
        if any(item.outcome == "stage" for item in batch.items):
            self.checks.ask()
        if batch.writes or batch.others:
            self._note_written(batch)
        self._schedule() if self._waiting else None

    def _relay_rows(self, rows: list[bytes]) -> None:
        """What the bus brought already need not be said twice."""
        for data in rows:
            try:
                seen = wire.read(data)
            except Garbage:
                self._recount()
                self.relay(data, elsewhere=False)
                continue
            if seen.deletes != b"\0" or seen.is_new(self.known):
                self.relay(data, elsewhere=False)
            for client, part in seen.parts.items():
                self.known[client] = max(part.end, self.known.get(client, 0))

    def _recount(self) -> None:
        self.known = self.kept.guard.known
        for item in self._waiting:
            self._note_known(item)

    def _tell_to_reload(self) -> None:
        for connection in self.connections:
            connection.note("reload", sentence=connection.by.words.get("reload", ""))

    def _note_written(self, batch: Batch) -> None:
        if batch.writes:
            self.hub.tell(self.id, {"what": "log", "upto": self.kept.upto})
        self.rows.note(len(batch.writes or []))

    # Presence

    def tell_presence(self, clients: set[int], elsewhere: bool = True) -> None:
        """A moment later, many at once: browsers repeat what they hear."""
        if clients and not self._absent:
            crowd = len(self.connections)
            self.hub.loop.call_later(0.02 if crowd <= 10 else 0.15, self._send_presence, elsewhere)
        self._absent |= clients

    def _send_presence(self, elsewhere: bool) -> None:
        clients, self._absent = self._absent, set()
        data = self.presence.encode(clients)
        self._send([protocol.awareness(data)])
        if elsewhere and self.hub.bus.shared:
            self.hub.tell(self.id, {"what": "presence"}, data)

    # What others say

    def _hear_elsewhere(self, message: dict[str, Any], data: bytes) -> None:
        """In the thread of the bus."""
        if message.get("from") != self.hub.worker:
            self.hub.call(self._hear, message, data)

    def _hear(self, message: dict[str, Any], data: bytes) -> None:
        what = message.get("what")
        if what == "frame":
            self._hear_frame(data)
        elif what == "presence":
            self.tell_presence(self.presence.hear(data), elsewhere=False)
        elif what == "log" or message == bus.RESUMED:
            self.follow()
        else:
            self.checks.ask()
            if what in NEWS:
                for connection in self.connections:
                    connection.note("changed", what=what, uid=message.get("uid", ""))

    def _hear_frame(self, data: bytes) -> None:
        seen = wire.read(data)
        for client, part in seen.parts.items():
            self.known[client] = max(part.end, self.known.get(client, 0))
        self.relay(data, elsewhere=False)

    # Coming and going

    def expire(self) -> None:
        self.tell_presence(self.presence.expire(), elsewhere=False)

    def join(self, connection: Connection) -> None:
        self.connections.add(connection)
        connection.greet()

    def leave(self, connection: Connection) -> None:
        self.connections.discard(connection)
        self.used_at = time.monotonic()
        self.tell_presence(self.presence.leave(connection))
        if not self.connections:
            self.rows.hurry()

    @property
    def idle(self) -> bool:
        return not (self.connections or self._waiting or self._flying or self.rows.behind)

    async def close(self) -> None:
        """All that waits is written, the rows follow, the log is made short where it is long."""
        for connection in list(self.connections):
            connection.close(1012, "the server is being restarted")
        while self._waiting or self._flying:
            self._tick()
            await asyncio.sleep(0.01)
        self._unsubscribe()
        if self.rows.behind:
            await self.rows.project()
