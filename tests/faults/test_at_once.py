"""Twenty equal sendings at one moment have one effect, and none of them is an error of the forum's."""

import sqlite3
import threading

import pytest

from tests.faults.running import Visitor

pytestmark = pytest.mark.process

PAGE = "/comments/contribution/1"


@pytest.fixture
def visitor(forum):
    return Visitor(forum.address).sign_in("mayor@demo.example")


def at_once(send, times: int = 20) -> list[int]:
    barrier, statuses = threading.Barrier(times), []

    def one() -> None:
        barrier.wait()
        statuses.append(send().status)

    threads = [threading.Thread(target=one) for _time in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return statuses


def test_one_comment(forum, visitor):
    token = visitor.token(PAGE)
    statuses = at_once(lambda: visitor.post(PAGE, text="Said twenty times.", csrf_token=token, idempotency_key="same"))
    assert set(statuses) == {303}
    with sqlite3.connect(forum.folder / "demo.sqlite3") as database:
        assert database.execute("select count(*) from comment where text = 'Said twenty times.'").fetchone() == (1,)
