"""One app for the whole run, a transaction that is rolled back for each test, and people to act as."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.orm import Session

os.environ["FORUM_MODE"] = "test"
os.environ["FORUM_FOLDER"] = tempfile.mkdtemp(prefix="forum-test-")  # one for each worker of a run

from app import create_app
from forum.kit import database, translations
from models.base import Base, db
from tests import services

translations.compile_catalogues()
# The machine may be busy; the benchmark measures what is slow. A long run tries new examples, others the same each time.
settings.register_profile("forum", deadline=None, derandomize="FORUM_TEST_NEW_EXAMPLES" not in os.environ)
settings.load_profile("forum")


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def app(request):
    """The same tests run on both engines; pytest finishes one before it begins the other."""
    with ExitStack() as stack:
        uri = f"sqlite:///{Path(os.environ['FORUM_FOLDER']) / 'test.sqlite3'}"
        if request.param == "postgres":
            uri = stack.enter_context(services.postgres())
        app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": uri, "WTF_CSRF_ENABLED": False})
        with app.app_context():
            Base.metadata.create_all(db.engine)
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a table's many rows PostgreSQL gets the first of each eight, the others in the long run: rules are Python alone."""
    seen: Counter[str] = Counter()
    for item in items:
        given = getattr(item, "callspec", None)
        if given is None or given.params.get("app") != "postgres" or len(given.params) == 1:
            continue
        table = item.nodeid.partition("[")[0]
        if seen[table] % 8:
            item.add_marker(pytest.mark.long)
        seen[table] += 1


@pytest.fixture
def session(app) -> Iterator[Session]:
    """Everything a test writes, commits included, is undone after it."""
    with app.app_context():
        engine = db.engine
        connection = engine.connect()
        database.mark_writing(True)
        outer = connection.begin()
        db.engines[None] = connection
        db.session.remove()
        db.session.configure(join_transaction_mode="create_savepoint")
        try:
            yield db.session
        finally:
            db.session.remove()
            db.engines[None] = engine
            outer.rollback()
            connection.close()


@pytest.fixture
def make(session):
    from tests.factories import Make

    return Make(session)


@pytest.fixture
def client(app, session):
    """A browser; `client.sign_in(actor)` gives it the session of an actor."""
    from tests.client import Browser

    app.test_client_class = Browser
    return app.test_client()
