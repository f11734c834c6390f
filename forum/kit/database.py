"""How the two engines are set up, and which transactions take the writer's place at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from forum.kit import versions
from models.base import db

_writing: ContextVar[bool] = ContextVar("writing", default=False)
BUSY_MILLISECONDS = 5000
MOST_READINGS = 2000
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
)


def mark_writing(value: bool) -> None:
    """Transactions begun from here on in this context write, or only read."""
    _writing.set(value)


@contextmanager
def transaction() -> Iterator[Any]:
    """One writing transaction outside a request: commits at the end, rolls back on an error."""
    token = _writing.set(True)
    try:
        yield db.session
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(token)


def read(statement: Any, values: dict[str, Any]) -> list[Any]:
    """Rows of a statement that was made once, kept until the database changes; several readers share them: change nothing.

    Whoever writes reads as always, with what they have changed so far.
    """
    if versions.current() is None:
        return list(db.session.execute(statement, values))

    def now() -> Any:
        return db.session.connection().execute(statement, values).all()

    key = (statement, *(tuple(value) if isinstance(value, list) else value for value in values.values()))
    return versions.keeper("readings", MOST_READINGS).made(key, now)


@contextmanager
def reading_from(connection: Connection) -> Iterator[None]:
    """Queries inside read through this connection: another database, or the state that a backup is made of."""
    db.session.remove()
    db.session.registry.set(Session(connection, join_transaction_mode="create_savepoint"))  # who rolls back keeps the state
    try:
        yield
    finally:
        db.session.remove()


def changed_one(statement: Any) -> bool:
    """Run a compare-and-set UPDATE; whether it was this one that changed the row. The loaded object is not refreshed."""
    result: Any = db.session.execute(statement.execution_options(synchronize_session=False))
    return bool(result.rowcount == 1)


def prepare_engine(app: Flask) -> None:
    """SQLite begins by hand (the driver's own way breaks savepoints); writers take the lock at once, so none deadlocks."""
    with app.app_context():
        engine = db.engine
        if engine.dialect.name != "sqlite":
            return

        @event.listens_for(engine, "connect")
        def connect(connection: sqlite3.Connection, _record: Any) -> None:
            connection.isolation_level = None
            for pragma in PRAGMAS:
                connection.execute(pragma)

        @event.listens_for(engine, "begin")
        def begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
