"""A request on its way in: when it began is noted when its headers are there, its body is waited for on the loop.

Nobody's slow line holds a thread or the database: a page begins when all of its request has come. What a sender calls a
header is not read for the beginning, and what was cut off halfway is not acted on.
"""

import asyncio
from collections.abc import Awaitable, Callable
from tempfile import SpooledTemporaryFile
from typing import Any

from flask import Flask, request
from starlette.responses import Response

from forum.kit import clock

BEGAN = "forum.began"  # in the scope of the loop; a header cannot have this name there
BODYLESS = ("GET", "HEAD", "OPTIONS")
IN_MEMORY = 256 * 1024  # of one body; what is longer waits on the disk
PIECE = 64 * 1024

Receive = Callable[[], Awaitable[Any]]


class Arrival:
    """An ASGI application around the pages; bodies over `largest` are handed on as they come, to be refused there."""

    def __init__(self, app: Any, largest: int) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Any, receive: Receive, send: Any) -> None:
        scope[BEGAN] = clock.now()
        if scope["type"] != "http" or scope["method"] in BODYLESS:
            await self.app(scope, receive, send)
            return
        with SpooledTemporaryFile(IN_MEMORY) as kept:
            try:
                async with asyncio.timeout(clock.LATEST.total_seconds()):
                    more = await self._gather(receive, kept)
            except TimeoutError:
                await Response(status_code=408, headers={"Connection": "close"})(scope, receive, send)
                return
            if more is not None:
                await self.app(scope, _replayed(kept, more, receive), send)

    async def _gather(self, receive: Receive, kept: Any) -> bool | None:
        """Whether there is more than is waited for; None where the sender has gone."""
        while kept.tell() <= self.largest:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            kept.write(message.get("body", b""))
            if not message.get("more_body", False):
                return False
        return True


def _replayed(kept: Any, more: bool, receive: Receive) -> Receive:
    """What was gathered, then whatever comes after it."""
    size, done = kept.tell(), False
    kept.seek(0)

    async def next_message() -> Any:
        nonlocal done
        if done:
            return await receive()
        piece = kept.read(PIECE)
        done = kept.tell() >= size
        return {"type": "http.request", "body": piece, "more_body": more or not done}

    return next_message


def bind(app: Flask) -> None:
    """Under a server that knows no scope a request begins when its handling does, which is before its body is read."""
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    clock.begin(request.environ.get("asgi.scope", {}).get(BEGAN) or clock.now())


def _end(_error: BaseException | None) -> None:
    clock.begin(None)
