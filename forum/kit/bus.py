"""Small messages between the threads of a process and, over Redis, between processes: "this text has changed, look".

Nothing hangs on their arrival: what they tell stands in the database, and who listens looks there whenever the bus was
gone. Subscribers are called in the thread that delivers and give the message on to their own loop.
"""

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask, current_app

from forum.kit import aftercommit

log = structlog.get_logger()
Listener = Callable[[dict[str, Any], bytes], None]
RESUMED = {"note": "resumed"}  # the listener may have missed messages before this one
BOUND = "forum.bus"


class MemoryBus:
    """One process: whoever publishes calls the listeners."""

    shared = False  # with other processes

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._lock = threading.Lock()

    @property
    def alive(self) -> bool:
        """Whether messages of other processes arrive; if not, listeners look for themselves."""
        return True

    def publish(self, topic: str, message: dict[str, Any], data: bytes = b"") -> None:
        with self._lock:
            listeners = list(self._listeners.get(topic, ()))
        for listener in listeners:
            try:
                listener(message, data)
            except Exception:  # one listener's loop may be closing
                log.exception("a listener failed", topic=topic)

    def subscribe(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Call it to end the subscription."""
        with self._lock:
            self._listeners[topic].add(listener)
        return lambda: self._unsubscribe(topic, listener)

    def _unsubscribe(self, topic: str, listener: Listener) -> None:
        with self._lock:
            self._listeners[topic].discard(listener)
            if not self._listeners[topic]:
                del self._listeners[topic]

    def topics(self) -> set[str]:
        with self._lock:
            return set(self._listeners)

    def close(self) -> None:
        """Nothing runs here."""


def bind(app: Flask) -> None:
    uri = app.config["RATELIMIT_STORAGE_URI"]
    app.extensions[BOUND] = MemoryBus()
    if uri.startswith(("redis://", "rediss://", "unix://")):
        from forum.kit.redisbus import RedisBus  # a library that one process alone never needs

        app.extensions[BOUND] = RedisBus(uri)


def of(app: Flask) -> MemoryBus:
    return app.extensions[BOUND]


def publish(topic: str, message: dict[str, Any], data: bytes = b"") -> None:
    """At once, whatever becomes of the transaction."""
    of(current_app).publish(topic, message, data)


def publish_after_commit(topic: str, message: dict[str, Any], data: bytes = b"") -> None:
    """When the present transaction has been committed; never if it is rolled back, or its savepoint is."""
    chosen = of(current_app)
    aftercommit.then(lambda: chosen.publish(topic, message, data))
