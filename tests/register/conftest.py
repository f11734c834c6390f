"""Forums with a register of their own, on a database that lasts: each with its folder and its keys."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app import create_app
from forum.kit.database import mark_writing, transaction
from forum.register.operations import appending
from models.base import Base, db
from tests import services


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def fresh_database(request, tmp_path_factory):
    """Gives the address of an empty database each time it is called."""
    with ExitStack() as stack:
        server = stack.enter_context(services.postgres_server()) if request.param == "postgres" else None
        made = []

        def make() -> str:
            made.append(f"forum_{len(made)}")
            if server is None:
                return f"sqlite:///{tmp_path_factory.mktemp('database') / 'forum.sqlite3'}"
            engine = create_engine(server.uri, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {made[-1]}"))
            engine.dispose()
            return server.uri.removesuffix("forum") + made[-1]

        yield make


@pytest.fixture
def forum_at(fresh_database, tmp_path):
    """An app by name; the same name gives the same folder, and a database that is empty until `tables` are made."""
    opened = []
    mark_writing(False)

    def make(name: str, tables: bool = True, keys: str = "", database: str = ""):
        folder: Path = tmp_path / name
        (folder / "files").mkdir(parents=True, exist_ok=True)
        settings = {
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": database or fresh_database(),
            "FORUM_FOLDER": str(folder),
            "FORUM_KEYS": str(tmp_path / (keys or name) / "keys"),
            "KEEP_PUBLISHED_HEAD": True,
        }
        app = create_app(settings)
        opened.append(app)
        if tables:
            with app.app_context():
                Base.metadata.create_all(db.engine)
        return app

    yield make
    for app in opened:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def grow(app, count: int) -> None:
    """Each act in a transaction of its own, as requests are."""
    with app.app_context():
        for number in range(count):
            with transaction():
                appending.attest(appending.statement("open", declaration=number + 1, office="Mayoress “Zoë\\n”"), "session")


def force(app, *statements: str) -> None:
    """Do to the register what its triggers refuse: an insider with the rights of the owner."""
    with app.app_context():
        sqlite = db.engine.dialect.name == "sqlite"
        with db.engine.begin() as connection:
            for table in ("register_entry", "register_node", "tree_head", "site_key"):
                if sqlite:
                    for what in ("update", "delete"):
                        connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_refuses_{what}"))
                else:
                    connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
            for statement in statements:
                connection.execute(text(statement))
