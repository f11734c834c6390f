"""A browser for tests: a Yjs document that speaks the y-websocket protocol, and remembers what the server told it."""

import json
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pycrdt import Doc, Map
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from forum.declarations.text import document as workspace
from forum.live import protocol
from forum.live.protocol import Reader


class Peer:
    """Give it the `doc` of an earlier one to come back with what that one held."""

    def __init__(self, address: str, token: str, origin: str | None, notes: bool = True, doc: Any = None) -> None:
        self.doc = doc if doc is not None else Doc(client_id=random.getrandbits(32), allow_multithreading=True)
        self.notes: list[dict[str, Any]] = []
        self.states: dict[int, dict[str, Any] | None] = {}
        self.code: int | None = None
        self.reason = ""
        self.synced = False
        self.sent = 0  # frames with an update
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)
        self._outgoing: list[bytes] = []
        self._quiet = False
        self._subscription = self.doc.observe(self._note_update)
        headers = {"Cookie": f"forum={token}"} if token else {}
        self._line = connect(
            address + ("?notes=1" if notes else ""),
            origin=origin,
            additional_headers=headers,
            max_size=None,
            compression=None,
            legacy=True,
        )
        self._thread = threading.Thread(target=self._listen, daemon=True)
        asked = protocol.step1(self.doc.get_state())  # before another thread meets the document
        self._thread.start()
        self.raw(asked)

    # Writing

    def raw(self, message: bytes) -> None:
        """Any bytes at all."""
        with suppress(ConnectionClosed):
            self._line.send(message)

    def update(self, data: bytes) -> None:
        self.sent += 1
        self.raw(protocol.update(data))

    def change(self, work: Callable[[Map], None], send: bool = True) -> bytes:
        """Change the document and send what that gives."""
        with self.lock:
            with self.doc.transaction():
                work(workspace.paragraphs(self.doc))
            data, self._outgoing = self._outgoing, []
        if send:
            for update in data:
                self.update(update)
        return b"".join(data)

    def type(self, uid: str, words: str, at: int | None = None, marks: dict[str, Any] | None = None) -> None:
        """Insert at a byte, or at the end."""

        def insert(root: Map) -> None:
            text = root[uid]["text"]
            text.insert(
                len(text) if at is None else at, words, {"em": None, "link": None, "ins": None, "del": None, **(marks or {})}
            )

        self.change(insert)

    def presence(self, state: dict[str, Any] | None, clock: int = 1, client: int | None = None) -> None:
        words = json.dumps(state).encode()
        body = protocol.uint(1) + protocol.uint(client or self.doc.client_id) + protocol.uint(clock) + protocol.sized(words)
        self.raw(protocol.awareness(body))

    # Reading

    def text(self, uid: str) -> str:
        with self.lock:
            return str(workspace.paragraphs(self.doc)[uid]["text"])

    def whole(self) -> Any:
        with self.lock:
            return workspace.read(self.doc)

    def told(self, name: str) -> list[dict[str, Any]]:
        with self.lock:
            return [note for note in self.notes if note["note"] == name]

    @property
    def saved(self) -> int:
        return max((note["count"] for note in self.told("saved")), default=0)

    def wait(self, true: Callable[[], Any], seconds: float = 10) -> Any:
        """Until it is true of this peer."""
        end = time.monotonic() + seconds
        with self._changed:
            while not (found := true()):
                left = end - time.monotonic()
                assert left > 0, f"it did not come true: notes {self.notes[-5:]}, code {self.code} {self.reason}"
                self._changed.wait(min(left, 0.2))
            return found

    def ready(self) -> "Peer":
        self.wait(lambda: self.synced)
        return self

    def wait_saved(self) -> "Peer":
        self.wait(lambda: self.saved >= self.sent)
        return self

    def wait_closed(self, seconds: float = 10) -> int:
        self.wait(lambda: self.code is not None, seconds)
        return self.code or 0

    def leave(self) -> None:
        self._line.close()
        self._thread.join(5)

    def cut(self) -> None:
        """The line breaks, without a goodbye."""
        self._line.socket.close()
        self._thread.join(5)

    def _listen(self) -> None:
        try:
            for message in self._line:
                self._receive(message)
        except (ConnectionClosed, OSError):
            pass
        with self._changed:
            self.code, self.reason = self._line.close_code or 1006, self._line.close_reason or ""
            self._changed.notify_all()

    def _receive(self, message: bytes) -> None:
        reader = Reader(bytes(message))
        kind = reader.uint()
        with self._changed:
            if kind == protocol.SYNC:
                self._receive_sync(reader)
            elif kind == protocol.AWARENESS:
                self._receive_states(Reader(reader.bytes(10_000_000)))
            elif kind == protocol.NOTE:
                self.notes.append(json.loads(reader.text(100_000)))
            self._changed.notify_all()

    def _receive_sync(self, reader: Reader) -> None:
        step, data = reader.uint(), reader.bytes(100_000_000)
        if step == protocol.STEP1:
            self.sent += 1
            self.raw(protocol.step2(self.doc.get_update(data)))
            return
        self._quiet = True
        self.doc.apply_update(data)
        self._quiet = False
        self.synced = self.synced or step == protocol.STEP2

    def _receive_states(self, reader: Reader) -> None:
        for _number in range(reader.uint()):
            client, _clock, state = reader.uint(), reader.uint(), reader.text(10_000)
            self.states[client] = json.loads(state)

    def _note_update(self, event: Any) -> None:
        if not self._quiet and event.update != b"\0\0":
            self._outgoing.append(event.update)
