"""All rooms of a process: opened when somebody comes, closed when nobody is left; the threads that they share."""

import asyncio
import secrets
import sys
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

import structlog
from flask import Flask

from forum.declarations.operations import workspace
from forum.kit import bus
from forum.live import log as logs
from forum.live.room import Room
from models import DraftingUpdate
from models.base import db

log = structlog.get_logger()
T = TypeVar("T")
CHECK_EVERY = 4.0  # rights are looked up again; revocation acts within five seconds
LOOK_EVERY = 1.0  # into the log, while Redis is gone
SWITCH = 0.0005  # seconds: a thread that counts gives way to the loop after this long, not after Python's five milliseconds
KEEP_ROOM = 30.0  # after the last has left
MOST_IN_A_ROOM, MOST_OF_ONE_PERSON = 500, 12


class Hub:
    def __init__(self, app: Flask) -> None:
        self.app = app
        self.bus = bus.of(app)
        self.worker = secrets.token_hex(8)
        self.rooms: dict[int, Room] = {}
        self._opening: dict[int, asyncio.Future[Room]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        self.loop = asyncio.get_running_loop()
        sys.setswitchinterval(SWITCH)
        self.writer = logs.Writer(self.app)
        self._threads = ThreadPoolExecutor(3, "live")
        self.spawn(self._watch())

    async def close(self) -> None:
        """What was accepted is written, if the database answers."""
        for room in list(self.rooms.values()):
            with suppress(TimeoutError):
                await asyncio.wait_for(room.close(), 10)
        for task in self._tasks:
            task.cancel()
        self.writer.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.bus.close()

    def work(self, work: Callable[..., T], *given: Any) -> "asyncio.Future[T]":
        """In a thread: whatever asks the database or takes long."""
        return self.loop.run_in_executor(self._threads, work, *given)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def call(self, work: Callable[..., None], *given: Any) -> None:
        """From any thread, on the loop; it may be closing."""
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(work, *given)

    def tell(self, declaration_id: int, message: dict[str, Any], data: bytes = b"") -> None:
        self.bus.publish(workspace.topic(declaration_id), {**message, "from": self.worker}, data)

    async def room(self, declaration_id: int) -> Room:
        """Two who come at once find one room."""
        if room := self.rooms.get(declaration_id):
            return room
        if (opening := self._opening.get(declaration_id)) is None:
            opening = self._opening[declaration_id] = self.loop.create_task(self._open(declaration_id))
        return await asyncio.shield(opening)

    async def _open(self, declaration_id: int) -> Room:
        try:
            kept = await self.work(_read, self.app, declaration_id)
            room = self.rooms[declaration_id] = Room(self, kept)
            room.follow()  # what was written between reading and listening
            return room
        finally:
            del self._opening[declaration_id]

    async def _watch(self) -> None:
        checked = time.monotonic()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            due = time.monotonic() - checked >= CHECK_EVERY - LOOK_EVERY / 2
            checked = time.monotonic() if due else checked
            try:
                await self._look(due)
            except Exception:
                log.warning("rooms could not be looked after", exc_info=True)

    async def _look(self, due: bool) -> None:
        if due:
            for room in list(self.rooms.values()):
                room.checks.ask()
                room.expire()
                if room.idle and time.monotonic() - room.used_at > KEEP_ROOM:
                    del self.rooms[room.id]
                    await room.close()
        if self.rooms and (due or not self.bus.alive):
            newest = await self.work(_newest, self.app, list(self.rooms))
            for declaration_id, upto in newest.items():
                if (found := self.rooms.get(declaration_id)) and upto > found.kept.upto:
                    found.follow()


def _read(app: Flask, declaration_id: int) -> logs.Kept:
    with app.app_context():
        try:
            return logs.read(declaration_id)
        finally:
            db.session.remove()


def _newest(app: Flask, declaration_ids: list[int]) -> dict[int, int]:
    with app.app_context():
        try:
            column = DraftingUpdate.declaration_id
            statement = db.select(column, db.func.max(DraftingUpdate.id)).where(column.in_(declaration_ids)).group_by(column)
            return {declaration_id: upto for declaration_id, upto in db.session.execute(statement)}
        finally:
            db.session.remove()
