"""Which state of the database a request reads: what was read before stays right as long as nobody has committed anything.

The version is read before everything else of a GET, so whatever the request reads is at least as new. It is None where
nothing may be kept: requests that write, tests, commands, and a database that does not answer.
"""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.base import db


class SqliteVersion:
    """A connection that never writes: its `data_version` changes when any other connection has committed."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._lock = threading.Lock()

    def read(self) -> Hashable:
        try:
            with self._lock:
                return self._connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            return None


class PostgresVersion:
    """Which transactions are seen: equal snapshots, equal data. (The position of the log moves before a commit is seen.)"""

    def read(self) -> Hashable:
        try:
            with db.engine.connect() as connection:
                return connection.scalar(text("select pg_current_snapshot()::text"))
        except DBAPIError:
            return None


class Keeper:
    """The `most` things used last, each with the version at which it was right."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, version: Hashable) -> Any:
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[0] != version:
                return None
            self._kept.move_to_end(key)
            return found[1]

    def keep(self, key: Hashable, version: Hashable, thing: Any) -> None:
        with self._lock:
            self._kept[key] = (version, thing)
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def made(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Kept, or made now; `make` never gives None."""
        version = current()
        if version is None:
            return make()
        found = self.get(key, version)
        if found is None:
            found = make()
            self.keep(key, version, found)
        return found


def bind(app: Flask) -> None:
    """To be bound before whatever reads."""
    if app.config["KEEP_READINGS"]:
        app.before_request(_note)


def current() -> Hashable:
    return g.get("database_version") if has_request_context() else None


def keeper(name: str, most: int) -> Keeper:
    """One for each app, since each has its own database."""
    return current_app.extensions.setdefault(f"forum.kept.{name}", Keeper(most))


def _note() -> None:
    if request.method == "GET":
        g.database_version = _probe().read()


def _probe() -> Any:
    """The probe of this app's database, made when first asked for."""
    known = current_app.extensions
    if "forum.database_version" not in known:
        lite = db.engine.dialect.name == "sqlite"
        known["forum.database_version"] = SqliteVersion(str(db.engine.url.database)) if lite else PostgresVersion()
    return known["forum.database_version"]
