"""Messages go out when a transaction has been committed, never when it was rolled back; Redis may come and go."""

import threading
import time

import pytest

from forum.kit import bus
from forum.kit.bus import RESUMED, MemoryBus
from forum.kit.redisbus import RedisBus
from tests import services


@pytest.fixture
def heard(app, session):
    found: list[str] = []
    end = bus.of(app).subscribe("topic", lambda message, _data: found.append(message["word"]))
    yield found
    end()


def say(word: str) -> None:
    bus.publish_after_commit("topic", {"word": word})


def test_after_the_commit(session, heard):
    say("kept")
    session.flush()
    assert heard == []
    session.commit()
    assert heard == ["kept"]
    session.commit()
    assert heard == ["kept"], "once"


def test_not_after_a_rollback(session, heard, make):
    make.person()
    say("lost")
    session.rollback()
    make.person()
    session.commit()
    assert heard == []


def test_not_when_the_session_is_only_closed(session, heard, make):
    make.person()
    say("lost")
    session.close()
    make.person()
    session.commit()
    assert heard == []


def test_a_savepoint_that_is_rolled_back_takes_its_own_along(session, heard, make):
    make.person()
    say("outside")
    with pytest.raises(ZeroDivisionError), session.begin_nested():
        say("inside")
        raise ZeroDivisionError
    with session.begin_nested():
        say("inside, kept")
    assert heard == [], "a savepoint is no commit"
    session.commit()
    assert heard == ["outside", "inside, kept"]


def test_a_kept_savepoint_falls_with_what_surrounds_it(session, heard, make):
    make.person()
    with session.begin_nested():
        say("inside")
    session.rollback()
    session.commit()
    assert heard == []


def test_a_listener_that_fails_stops_no_other():
    one, found = MemoryBus(), []
    one.subscribe("t", lambda _m, _d: 1 / 0)
    one.subscribe("t", lambda message, data: found.append((message, data)))
    one.publish("t", {"a": 1}, b"\0bytes")
    assert found == [({"a": 1}, b"\0bytes")]


def test_an_ended_subscription_hears_nothing():
    one, found = MemoryBus(), []
    one.subscribe("t", lambda message, _d: found.append(message))()
    one.publish("t", {})
    assert found == [] and one.topics() == set()


class Ear:
    def __init__(self, on: RedisBus, topic: str) -> None:
        self.found: list[tuple[dict, bytes]] = []
        self._more = threading.Condition()
        on.subscribe(topic, self._hear)

    def _hear(self, message, data):
        with self._more:
            self.found.append((message, data))
            self._more.notify_all()

    def wait_for(self, wanted, seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        with self._more:
            while wanted not in self.found:
                assert self._more.wait(end - time.monotonic()), f"{wanted} did not come, only {self.found}"


@pytest.mark.redis
def test_two_processes_over_redis_which_goes_and_comes_back():
    with services.redis_server() as server:
        here, there = RedisBus(server.uri), RedisBus(server.uri)
        ear = Ear(there, "text.1")
        ear.wait_for((RESUMED, b""))
        here.publish("text.1", {"n": 1}, b"\xff\0")
        ear.wait_for(({"n": 1}, b"\xff\0"))
        own = Ear(here, "text.1")
        server.stop()
        here.publish("text.1", {"n": 2})
        own.wait_for(({"n": 2}, b""))
        end = time.monotonic() + 10
        while there.alive and time.monotonic() < end:
            time.sleep(0.05)
        assert not there.alive, "listeners must know that they have to look for themselves"
        ear.found.clear()
        server.start()
        ear.wait_for((RESUMED, b""))
        assert there.alive
        here.publish("text.1", {"n": 3})
        ear.wait_for(({"n": 3}, b""))
        here.close(), there.close()
