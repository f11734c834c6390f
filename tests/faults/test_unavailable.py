"""A database that cannot write, or is gone for a while: reading goes on, writing says so and keeps the words."""

import resource
import sqlite3
import time

import pytest

from tests import services
from tests.faults.running import Forum, Visitor

pytestmark = pytest.mark.process

WORDS = "These words took me a quarter of an hour, and I want them back."
PAGE = "/comments/contribution/1"


def write(visitor: Visitor, token: str, key: str):
    return visitor.post(PAGE, text=WORDS, csrf_token=token, idempotency_key=key)


def refused_and_kept(answer) -> None:
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) > 0
    assert WORDS in answer.text


def test_a_locked_database(forum):
    visitor = Visitor(forum.address).sign_in("mayor@demo.example")
    token = visitor.token(PAGE)
    with sqlite3.connect(forum.folder / "demo.sqlite3", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        refused_and_kept(write(visitor, token, "locked"))
        assert visitor.get("/experiences/1").status == 200
        assert Visitor(forum.address).get("/").status == 200
        other.execute("ROLLBACK")
    assert write(visitor, token, "locked").status == 303


def test_a_full_disk(forum):
    visitor = Visitor(forum.address).sign_in("mayor@demo.example")
    token = visitor.token(PAGE)
    soft, hard = resource.prlimit(forum.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(forum.process.pid, resource.RLIMIT_FSIZE, (4096, hard))
    refused_and_kept(write(visitor, token, "full"))
    assert visitor.get("/experiences/1").status == 200
    resource.prlimit(forum.process.pid, resource.RLIMIT_FSIZE, (soft, hard))
    assert write(visitor, token, "full").status == 303


@pytest.mark.postgres
def test_postgres_gone_and_back(tmp_path):
    with services.postgres_server() as server:
        forum = Forum(tmp_path, FORUM_DATABASE=server.uri)
        forum.start()
        try:
            visitor = Visitor(forum.address).sign_in("mayor@demo.example")
            token = visitor.token(PAGE)
            server.stop()
            answers = [write(visitor, token, "gone"), visitor.get("/experiences/1"), Visitor(forum.address).get("/")]
            assert [answer.status for answer in answers] == [503, 503, 503]
            assert WORDS in answers[0].text
            assert Visitor(forum.address).get("/healthz").status == 200
            server.start()
            assert back_within(visitor, 10)
            assert write(visitor, token, "gone").status == 303
        finally:
            forum.stop()


@pytest.mark.redis
def test_redis_gone_limits_more_and_not_less(loaded, tmp_path):
    import shutil

    shutil.copytree(loaded, tmp_path / "forum")
    with services.redis_server() as server:
        forum = Forum(tmp_path / "forum", FORUM_REDIS=server.uri, FORUM_TEST_LIMITS="on")
        forum.start()
        try:
            server.stop()
            visitor = Visitor(forum.address)
            token = visitor.token("/sign-in")
            statuses = [
                visitor.post("/sign-in", email="x@example.org", password="wrong words here", csrf_token=token).status
                for _attempt in range(8)
            ]
            assert statuses[0] == 422 and statuses[-1] == 429 and statuses.count(422) <= 5
            assert {visitor.get("/cities").status for _time in range(8)} == {200}
        finally:
            forum.stop()


def back_within(visitor: Visitor, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if visitor.get("/experiences/1").status == 200:
            return True
        time.sleep(0.1)
    return False
