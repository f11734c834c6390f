"""Brings the database to the newest migration. Alembic is a large library, and most starts find nothing to do."""

from flask import Flask
from sqlalchemy import inspect, text

from forum.kit.config import ROOT
from models.base import db

FOLDER = ROOT / "migrations"


def bring_up_to_date(app: Flask) -> None:
    with app.app_context():
        if standing() == newest():
            return
        bind(app)
        from flask_migrate import upgrade

        upgrade(directory=str(FOLDER))


def newest() -> str:
    """The files are numbered, and a test holds that their numbers are their revisions."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def standing() -> str | None:
    """The revision of the database; none of an empty one."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def bind(app: Flask) -> None:
    """What Alembic's commands and its environment need of the app."""
    from flask_migrate import Migrate

    Migrate(app, db, render_as_batch=True, compare_type=True)
