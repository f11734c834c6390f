"""The demo, loaded once; each fault has a copy of it."""

import shutil

import pytest

from tests import services
from tests.faults.running import Forum


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("loaded")
    forum = Forum(folder)
    forum.start()
    forum.stop()
    return folder


@pytest.fixture
def forum(loaded, tmp_path):
    """A running forum on SQLite."""
    folder = tmp_path / "forum"
    shutil.copytree(loaded, folder)
    running = Forum(folder)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def loaded_postgres(tmp_path_factory):
    """Folder and address of a demo on PostgreSQL that tests of signing share: each leaves it whole."""
    folder = tmp_path_factory.mktemp("loaded-postgres")
    with services.postgres() as uri:
        forum = Forum(folder, FORUM_DATABASE=uri)
        forum.start()
        forum.stop()
        yield folder, uri
