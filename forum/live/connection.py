"""One socket: what it sends is measured and looked at here, before anybody else sees it."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from forum.live import protocol, wire
from forum.live.protocol import Garbage, Reader
from forum.live.rates import (
    BYTES_A_SECOND,
    FRAMES_A_SECOND,
    LARGEST_FRAME,
    LARGEST_SYNC,
    SECONDS_BETWEEN_SYNCS,
    Bucket,
)
from forum.live.rights import Admission
from forum.live.sockets import Direct, Queue
from forum.live.ticks import SAVED, Item

if TYPE_CHECKING:
    from forum.live.room import Room

INVALID, HIDDEN, SLOW, LARGE, FAST = 4400, 4404, 4408, 4413, 4429
CLOSES = {"invalid": INVALID, "size": LARGE, "rate": FAST}
ASK_AGAIN, MOST_ASKED = 2.0, 3


class Connection:
    def __init__(self, room: "Room", line: Direct | Queue, token: str, by: Admission, notes: bool) -> None:
        self.room, self.token, self.by, self._line, self._notes = room, token, by, line, notes
        self.open, self.wrote = True, False
        self._frames, self._bytes = Bucket(FRAMES_A_SECOND), Bucket(BYTES_A_SECOND)
        self._counted = self._saved = self._told = 0  # frames with an update: received, committed, and said so
        self._settled: set[int] = set()
        self._deferred: list[int] = []  # frames that hang on words which the server does not have yet
        self._awaited = 0  # answers to a step 1 of ours
        self._asked, self._asked_at, self._synced_at = 0, 0.0, 0.0
        self._why = "invalid"  # of the last refusal: what follows on it is refused for the same reason

    # What goes out

    def write(self, messages: Sequence[bytes], frames: bytes) -> None:
        """The same messages twice: by themselves, and as they stand on the line."""
        if self.open and not self._line.write(messages, frames):
            self.close(SLOW, "too slow")

    def send(self, message: bytes) -> None:
        self.write([message], protocol.framed(message))

    def note(self, name: str, **more: Any) -> None:
        if self._notes:
            self.send(protocol.note(name, **more))

    def close(self, code: int, reason: str) -> None:
        if self.open:
            self.open = False
            self._line.close(code, reason)

    def greet(self) -> None:
        by = self.by
        self.note("hello", right=by.right, sentence=by.sentence, person=by.user)
        self.ask() if by.writes else None
        if states := self.room.presence.encode():
            self.send(protocol.awareness(states))

    def ask(self) -> None:
        """For everything that this browser has and the room lacks."""
        self._awaited += 1
        self._asked_at = time.monotonic()
        self.send(protocol.step1(self.room.kept.guard.state))

    def judge(self, by: Admission) -> None:
        """The right was looked up anew."""
        if by.code:
            return self.close(by.code, "the session has ended" if by.code == 4401 else "not found")
        before, self.by = self.by, by
        if (before.right, before.sentence) != (by.right, by.sentence):
            self.note("right", right=by.right, sentence=by.sentence)
            if by.writes and not before.writes:
                self._asked = 0
                self.ask()

    # What became of what it sent

    def settle(self, item: Item) -> None:
        if item.outcome == SAVED:
            self._settled.update((item.number, *item.covers))
        else:
            self.refuse(item.outcome, item.number)
            if item.outcome != "stage":
                self._close_for(item.outcome)

    def tell_saved(self) -> None:
        """The first n frames are in the database."""
        while self._saved + 1 in self._settled:
            self._saved += 1
            self._settled.discard(self._saved)
        if self._saved > self._told:
            self._told = self._saved
            self.note("saved", count=self._saved)

    def refuse(self, why: str, number: int) -> None:
        """In words; it counts as answered, so that later ones can be said to be saved."""
        by = self.by
        self._why = why if why != "stage" else "frozen"
        sentence = by.sentence if why in ("frozen", "role") and by.sentence else by.words.get(why, by.words["stage"])
        self.note("refused", count=number, why=self._why, sentence=sentence)
        self._settled.add(number)

    def _close_for(self, why: str) -> None:
        if why in CLOSES:
            self.close(CLOSES[why], f"refused: {why}")

    # What comes in

    async def receive(self, data: bytes) -> None:
        """One message of the protocol. Raises Garbage."""
        if not self._frames.take(1):
            return self._refuse_and_close("rate")
        reader = Reader(data)
        kind = reader.uint()
        if kind == protocol.SYNC:
            await self._receive_sync(reader, len(data))
        elif kind == protocol.AWARENESS:
            self._receive_awareness(reader)
        elif kind == protocol.ASK_AWARENESS:
            self.send(protocol.awareness(self.room.presence.encode() or b"\0"))
        else:
            raise Garbage("a message of no kind")

    async def _receive_sync(self, reader: Reader, size: int) -> None:
        step = reader.uint()
        if step == protocol.STEP1:
            return await self._answer_sync(reader)
        if step not in (protocol.STEP2, protocol.UPDATE):
            raise Garbage("a step of no kind")
        self._counted += 1
        most = LARGEST_SYNC if step == protocol.STEP2 else LARGEST_FRAME
        if size > most:
            return self._refuse_and_close("size")
        if step == protocol.STEP2 and not self._may_sync():
            return self._refuse_and_close("rate")
        if step == protocol.UPDATE and not self._bytes.take(size):
            return self._refuse_and_close("rate")
        data = reader.bytes(most)
        reader.finish()
        seen = wire.read(data) if size <= LARGEST_FRAME else await self.room.hub.work(wire.read, data)
        if step == protocol.STEP2:
            self._take_sync(data, seen)
        else:
            self._take_update(data, seen)
        self.tell_saved()
        await self.room.has_room()

    def _may_sync(self) -> bool:
        """An answer that was asked for, or one in ten seconds."""
        now = time.monotonic()
        if self._awaited:
            self._awaited -= 1
        elif now - self._synced_at < SECONDS_BETWEEN_SYNCS:
            return False
        self._synced_at = now
        return True

    async def _answer_sync(self, reader: Reader) -> None:
        state = reader.bytes(LARGEST_FRAME)
        reader.finish()
        protocol.read_state(state)
        self.send(protocol.step2(await self.room.diff(state)))
        for data in self.room.unsaved():
            self.send(protocol.update(data))

    def _receive_awareness(self, reader: Reader) -> None:
        data = reader.bytes(LARGEST_FRAME)
        reader.finish()
        if changed := self.room.presence.receive(self, self.by.user, data):
            if not self._bytes.take(len(data)):
                return self._refuse_and_close("rate")
            self.room.tell_presence(changed)

    def _take_update(self, data: bytes, seen: wire.Seen) -> None:
        number, known = self._counted, self.room.known
        if not self.by.writes:
            return self.refuse(self.by.why, number)
        if foreign := self._foreign(seen):
            if any(seen.parts[client].end > known.get(client, 0) for client in foreign):
                raise Garbage("words under the number of somebody else")
            data = seen.only(set(seen.parts) - foreign)
            seen = wire.read(data)
        if not seen.fits(known):
            self.refuse(self._why, number)
            if time.monotonic() - self._asked_at > ASK_AGAIN:
                self.ask()
            return
        self._take(data, seen, number)

    def _take_sync(self, data: bytes, seen: wire.Seen) -> None:
        """All that this browser has. What others wrote is left to them, unless they do not come back with it."""
        number, known = self._counted, self.room.known
        if not self.by.writes:
            return self.refuse(self.by.why, number) if seen.is_new(known) else self._settled.add(number)
        foreign = self._foreign(seen)
        if foreign & self.room.presence.spoken_for(self):
            return self.refuse("invalid", number)  # somebody wrote under its number: nothing is dropped unsaid
        own = seen.only(set(seen.parts) - foreign) if foreign else data
        own_seen = wire.read(own) if foreign else seen
        if own_seen.fits(known):
            return self._take(own, own_seen, number)
        if self._asked < MOST_ASKED:
            self._asked += 1
            self._deferred.append(number)
            asyncio.get_running_loop().call_later(ASK_AGAIN, self._ask_again)
        elif seen.fits(known) and self.by.right == "edit":
            self._take(data, seen, number, vouched=True)
        else:
            self.refuse(self._why, number)

    def _ask_again(self) -> None:
        self.ask() if self.open else None

    def _foreign(self, seen: wire.Seen) -> set[int]:
        owners, first, me = self.room.kept.owners, self.room.presence.first, self.by.person_id
        return {client for client in seen.parts if (owners.get(client) or first.get(client, me)) != me}

    def _take(self, data: bytes, seen: wire.Seen, number: int, vouched: bool = False) -> None:
        """Others see it at once, unless somebody must look first: at suggestions, and at a number that is new here."""
        self.wrote = True
        owners, early = self.room.kept.owners, self.by.right == "edit" and not vouched
        relayed = early and all(client in owners for client in seen.parts)
        covers, self._deferred = tuple(self._deferred), []
        self.room.take(Item(self, data, seen, self.by, number, relayed, covers, vouched))

    def _refuse_and_close(self, why: str) -> None:
        self.refuse(why, max(self._counted, 1))
        self._close_for(why)


def guarded(connection: Connection) -> Callable[[bytes], Any]:
    """Garbage costs the socket, never more."""

    async def receive(data: bytes) -> None:
        try:
            await connection.receive(data)
        except Garbage as error:
            connection.refuse("invalid", connection._counted)
            connection.close(INVALID, f"invalid: {error}"[:100])

    return receive
