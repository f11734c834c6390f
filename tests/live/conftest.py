"""One served forum for each test module; its people are made once."""

import pytest

from tests.live.serving import served


@pytest.fixture(scope="module")
def served_forum(tmp_path_factory):
    with served(f"sqlite:///{tmp_path_factory.mktemp('live') / 'live.sqlite3'}") as running:
        yield running


@pytest.fixture
def forum(served_forum):
    yield served_forum
    served_forum.send_all_home()
