"""How bytes leave: a frame is made once for a whole room and written straight to each line.

Sending through ASGI costs a coroutine and a new frame for each of a hundred readers. `Sockets`, uvicorn's own WebSocket
protocol with one door more, takes finished frames; under any other server `Queue` sends the usual way.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import WebSocketException

DOOR = "forum.frames"
MOST_WAITING = 8 * 1024 * 1024  # bytes that a reader may be behind; a whole text fits in it twice
SECONDS_TO_CLOSE = 5


class Sockets(WebSocketsSansIOProtocol):
    """For uvicorn's `ws` setting."""

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][DOOR] = self  # type: ignore[assignment,index]

    def write_frame(self, frame: bytes) -> int:
        """Finished frames; how many bytes wait for the reader now."""
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return 0
        self.transport.write(frame)
        return self.transport.get_write_buffer_size()

    def shut(self, code: int, reason: str) -> None:
        """Say why, and hang up on whoever does not answer."""
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return
        with suppress(WebSocketException):
            self.conn.send_close(code, reason)
            self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(SECONDS_TO_CLOSE, self.transport.abort)


class Direct:
    """A line over `Sockets`."""

    def __init__(self, door: Sockets) -> None:
        self._door = door

    def write(self, _messages: Sequence[bytes], frames: bytes) -> bool:
        """Whether the reader keeps up."""
        return self._door.write_frame(frames) <= MOST_WAITING

    def close(self, code: int, reason: str) -> None:
        self._door.shut(code, reason)

    def end(self) -> None:
        """Nothing is left to be ended."""


class Queue:
    """A line under any other server: a task sends what waits."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._closing: tuple[int, str] | None = None
        self._more = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def write(self, messages: Sequence[bytes], _frames: bytes) -> bool:
        if self._closing is None:
            self._waiting.extend(messages)
            self._size += sum(map(len, messages))
            self._more.set()
        return self._size <= MOST_WAITING

    def close(self, code: int, reason: str) -> None:
        self._closing = self._closing or (code, reason)
        self._more.set()

    def end(self) -> None:
        self._task.cancel()

    async def _run(self) -> None:
        with suppress(RuntimeError, OSError):  # the other side is gone
            while True:
                await self._more.wait()
                self._more.clear()
                while self._waiting:
                    message = self._waiting.popleft()
                    await self._websocket.send_bytes(message)
                    self._size -= len(message)
                if self._closing:
                    await self._websocket.close(*self._closing)
                    return


def line_to(websocket: WebSocket) -> Direct | Queue:
    door = (websocket.scope.get("extensions") or {}).get(DOOR)
    return Direct(door) if door is not None else Queue(websocket)
