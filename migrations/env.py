"""Alembic's environment: the app's engine, the models' metadata, batch mode for SQLite."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

import models
from models.search import in_models

engine = current_app.extensions["migrate"].db.engine


def run() -> None:
    with engine.connect() as connection:
        _look_away(connection, True)
        context.configure(
            connection=connection,
            target_metadata=models.Base.metadata,
            render_as_batch=True,
            compare_type=True,
            include_object=in_models,
        )
        with context.begin_transaction():
            context.run_migrations()
            _check(connection)
        connection.commit()
        _look_away(connection, False)


def _look_away(connection: Connection, away: bool) -> None:
    """SQLite changes a table by making it anew; rows of other tables refer to it meanwhile. Outside of a transaction."""
    if engine.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA foreign_keys={'OFF' if away else 'ON'}")


def _check(connection: Connection) -> None:
    """Nothing that was changed may leave a row that refers to nothing."""
    if engine.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if lost:
            raise RuntimeError(f"The migration would leave rows that refer to nothing: {lost[:5]}")


run()
