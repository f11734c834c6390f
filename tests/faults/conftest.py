"""The demo, loaded once; each fault has a copy of it."""

import shutil

import pytest

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
