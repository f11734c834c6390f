"""The bus between processes, over Redis."""

import json
import queue
import secrets
import struct
import threading
import time
from collections.abc import Callable
from typing import Any

import redis
import structlog

from forum.kit.bus import RESUMED, Listener, MemoryBus

log = structlog.get_logger()
CHANNEL = "forum:"
MOST_WAITING = 10_000
WAIT_FOR_REDIS = 0.5


class RedisBus(MemoryBus):
    """Many processes. Own listeners are called at once; Redis is talked to in threads, so that nobody waits for it."""

    shared = True

    def __init__(self, uri: str) -> None:
        super().__init__()
        self._origin = secrets.token_bytes(8)
        self._client = redis.Redis.from_url(uri, socket_connect_timeout=2, socket_timeout=5, health_check_interval=15)
        self._waiting: queue.Queue[tuple[str, bytes] | None] = queue.Queue(MOST_WAITING)
        self._alive = self._closed = self._started = False
        self._threads: list[threading.Thread] = []

    @property
    def alive(self) -> bool:
        return self._alive

    def publish(self, topic: str, message: dict[str, Any], data: bytes = b"") -> None:
        super().publish(topic, message, data)
        self._start()
        try:
            self._waiting.put_nowait((topic, self._packed(message, data)))
        except queue.Full:
            self._alive = False  # the others look for themselves

    def subscribe(self, topic: str, listener: Listener) -> Callable[[], None]:
        end = super().subscribe(topic, listener)
        self._start()
        return end

    def close(self) -> None:
        self._closed = True
        self._waiting.put(None)
        for thread in self._threads:
            thread.join(2)
        self._client.close()

    def _start(self) -> None:
        """Threads begin when first needed: a process that forks, or only migrates, has none."""
        with self._lock:
            if self._started:
                return
            self._started = True
        for work in (self._send, self._listen):
            self._threads.append(threading.Thread(target=work, name="bus", daemon=True))
            self._threads[-1].start()

    def _packed(self, message: dict[str, Any], data: bytes) -> bytes:
        words = json.dumps(message).encode()
        return self._origin + struct.pack(">I", len(words)) + words + data

    def _send(self) -> None:
        while (item := self._waiting.get()) is not None:
            try:
                self._client.publish(CHANNEL + item[0], item[1])
            except redis.RedisError:
                self._alive = False
                time.sleep(WAIT_FOR_REDIS)

    def _listen(self) -> None:
        while not self._closed:
            try:
                with self._client.pubsub(ignore_subscribe_messages=False) as pubsub:
                    self._follow(pubsub)
            except (redis.RedisError, OSError):
                if self._alive:
                    log.warning("redis is gone; rooms look into the database once a second")
                self._alive = False
                time.sleep(WAIT_FOR_REDIS)

    def _follow(self, pubsub: Any) -> None:
        """Until the connection breaks; new topics are asked for between messages."""
        pubsub.subscribe(CHANNEL)  # nobody publishes here: it holds the connection open and proves it
        followed: set[str] = set()
        while not self._closed:
            wanted = self.topics()
            if new := wanted - followed:
                pubsub.subscribe(*[CHANNEL + topic for topic in new])
            if gone := followed - wanted:
                pubsub.unsubscribe(*[CHANNEL + topic for topic in gone])
            followed = wanted
            if (found := pubsub.get_message(timeout=0.05)) is not None:
                self._deliver(found)

    def _deliver(self, found: dict[str, Any]) -> None:
        topic = found["channel"].decode().removeprefix(CHANNEL)
        if found["type"] == "subscribe":
            self._alive = True
            super().publish(topic, RESUMED)
        elif found["type"] == "message" and found["data"][:8] != self._origin:
            (length,) = struct.unpack(">I", found["data"][8:12])
            super().publish(topic, json.loads(found["data"][12 : 12 + length]), found["data"][12 + length :])
