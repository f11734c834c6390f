"""Rooms when the process, the database or Redis goes: nothing that was acknowledged is lost, no hand is needed."""

import shutil
import sqlite3
import time

import pytest

from tests import services
from tests.faults.running import Forum
from tests.faults.typists import Crowd, Typist, lost

pytestmark = pytest.mark.process

LONG = pytest.mark.long


def killed_while_ten_type(forum: Forum, times: int) -> None:
    for _time in range(times):
        crowd = Crowd(forum, 10)
        time.sleep(1.5)
        forum.kill()
        crowd.stop()
        acknowledged = crowd.acknowledged
        assert len(acknowledged) > 50, "there was no load"
        assert forum.start() < 10
        assert not lost(forum, acknowledged)


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=LONG)])
def test_killed_while_ten_type(forum, times):
    killed_while_ten_type(forum, times)


@pytest.mark.postgres
@pytest.mark.parametrize("times", [1, pytest.param(20, marks=LONG)])
def test_killed_while_ten_type_on_postgres(loaded, tmp_path, times):
    shutil.copytree(loaded, tmp_path / "forum", ignore=shutil.ignore_patterns("*.sqlite3*"))
    with services.postgres() as uri:
        forum = Forum(tmp_path / "forum", FORUM_DATABASE=uri)
        forum.start()
        try:
            killed_while_ten_type(forum, times)
        finally:
            forum.stop()


def test_killed_after_a_burst_and_the_browsers_bring_the_rest(forum):
    """What was typed and not yet acknowledged is in the browsers; they come back with it, and all is there."""
    crowd = Crowd(forum, 4, pause=0.025)
    time.sleep(2)
    forum.kill()
    crowd.stop()
    forum.start()
    for typist in crowd.typists:
        typist.connect(typist.peer.doc)
    for typist in crowd.typists:
        typist.peer.wait_saved()
    assert not lost(forum, crowd.typed)
    texts = {str(sorted(typist.peer.whole().paragraphs.items())) for typist in crowd.typists}
    assert len(texts) == 1, "all have the same text"


@pytest.mark.parametrize("seconds", [7, pytest.param(30, marks=LONG)])
def test_a_locked_database(forum, seconds):
    crowd = Crowd(forum, 4, pause=0.1)
    time.sleep(0.5)
    with sqlite3.connect(forum.folder / "demo.sqlite3", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(0.3)
        before = crowd.acknowledged
        time.sleep(seconds)
        assert crowd.acknowledged == before, "nothing is acknowledged that is not committed"
        other.execute("ROLLBACK")
    crowd.stop()
    for typist in crowd.typists:
        assert typist.peer.code is None, "the sockets stayed open"
        typist.peer.wait(lambda typist=typist: typist.peer.saved >= typist.peer.sent, 20)
    assert not lost(forum, crowd.typed)


@pytest.mark.postgres
@pytest.mark.parametrize("seconds", [4, pytest.param(30, marks=LONG)])
def test_postgres_gone_and_back(tmp_path, seconds):
    with services.postgres_server() as server:
        forum = Forum(tmp_path, FORUM_DATABASE=server.uri)
        forum.start()
        try:
            crowd = Crowd(forum, 4, pause=0.1)
            time.sleep(0.5)
            server.stop()
            time.sleep(seconds)
            server.start()
            time.sleep(1)
            crowd.stop()
            for typist in crowd.typists:
                typist.peer.wait(lambda typist=typist: typist.peer.saved >= typist.peer.sent, 20)
            assert not lost(forum, crowd.typed)
        finally:
            forum.stop()


@pytest.mark.redis
def test_two_workers_and_redis_gone_and_back(loaded, tmp_path):
    """Two processes share a database: what is typed at one is seen at the other, also while Redis is gone."""
    shutil.copytree(loaded, tmp_path / "forum")
    with services.redis_server() as server:
        one = Forum(tmp_path / "forum", FORUM_REDIS=server.uri)
        two = Forum(tmp_path / "forum", FORUM_REDIS=server.uri, FORUM_JOBS="none")
        one.start(), two.start()
        try:
            here, there = Typist(one, "mayor"), Typist(two, "delegate.sainte-rive")
            assert seen_after(here, there) < 2
            here.peer.presence({"uid": "title"})
            there.peer.wait(lambda: there.peer.states.get(here.peer.doc.client_id))
            server.stop()
            assert seen_after(here, there) < 4, "the log is looked at once a second"
            assert seen_after(there, here) < 4
            server.start()
            time.sleep(1.5)
            assert min(seen_after(here, there), seen_after(here, there)) < 0.5
            texts = {str(sorted(typist.peer.whole().paragraphs.items())) for typist in (here, there)}
            assert len(texts) == 1
            here.peer.leave(), there.peer.leave()
        finally:
            one.stop(), two.stop()


def seen_after(writer: Typist, reader: Typist) -> float:
    """Seconds until what one typed stands in the text of the other."""
    writer.type()
    word, begun = list(writer.words.values())[-1], time.monotonic()
    reader.peer.wait(lambda: any(word in paragraph.text for paragraph in reader.peer.whole().paragraphs.values()))
    return time.monotonic() - begun
