"""Pages for readers without an account, kept as long as the database does not change.

Only who comes without any cookie but those of `preferences` is answered from here. What was kept is shown only while the
database is at the version that was read before the page was made, so a page is never older than the last commit; words such
as "3 minutes ago" are never older than TTL.
"""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from flask import Flask, Response, current_app, g, request, session
from sqlalchemy import text

from forum.kit.i18n import language
from forum.kit.preferences import theme
from models.base import db

TTL = 30.0  # seconds
MOST = 200  # pages
LARGEST = 200_000  # bytes of one page
COOKIES = {"language", "theme"}


@dataclass(frozen=True, slots=True)
class Kept:
    version: Hashable
    until: float
    body: bytes
    headers: tuple[tuple[str, str], ...]


class Pages:
    """The last pages by address, language and appearance."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, version: Hashable) -> Kept | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None or found.version != version or found.until < monotonic():
                return None
            self._kept.move_to_end(key)
            return found

    def keep(self, key: Hashable, version: Hashable, response: Response) -> None:
        page = Kept(version, monotonic() + TTL, response.get_data(), tuple(response.headers))
        with self._lock:
            self._kept[key] = page
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)


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
        with db.engine.connect() as connection:
            return connection.scalar(text("select pg_current_snapshot()::text"))


def bind(app: Flask) -> None:
    """To be bound before what finds the actor: a page that is kept asks nothing else."""
    if app.config["PAGE_CACHE"]:
        app.extensions["forum.pages"] = Pages()
        app.before_request(_answer)


def bind_last(app: Flask) -> None:
    """Flask calls what was bound last first: the page is kept as its view gave it, its readers get their own headers."""
    if app.config["PAGE_CACHE"]:
        app.after_request(_keep)


def _answer() -> Response | None:
    if request.method != "GET" or not COOKIES.issuperset(request.cookies):
        return None
    version = _version().read()
    if version is None:
        return None
    key = (request.path, request.query_string, language(), theme())
    found = _pages().get(key, version)
    if found is None:
        g.page_to_keep = key, version
        return None
    return Response(found.body, headers=list(found.headers))


def _keep(response: Response) -> Response:
    """A page that anybody may see, and nothing that was made for one reader: no cookie, no token in a session."""
    to_keep = g.pop("page_to_keep", None)
    plain = response.status_code == 200 and response.mimetype == "text/html" and not response.is_streamed
    own = session.modified or "Set-Cookie" in response.headers or "Cache-Control" in response.headers
    if to_keep and plain and not own and len(response.get_data()) <= LARGEST:
        _pages().keep(*to_keep, response)
    return response


def _pages() -> Pages:
    return current_app.extensions["forum.pages"]


def _version() -> Any:
    """The probe of this app's database, made when first asked for."""
    known = current_app.extensions
    if "forum.database_version" not in known:
        lite = db.engine.dialect.name == "sqlite"
        known["forum.database_version"] = SqliteVersion(str(db.engine.url.database)) if lite else PostgresVersion()
    return known["forum.database_version"]
