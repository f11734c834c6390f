"""A process that signs is killed, at each step and at any moment: all of a signature is there, or nothing of it."""

import os
import random
import shutil
import signal
import time
import traceback
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from models.base import db
from tests.faults import dying
from tests.faults.running import Forum
from tests.faults.signers import Signer, check, inside, mayors, size, stands

pytestmark = pytest.mark.process

LONG = pytest.mark.long


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request, tmp_path):
    """The demo's, with its keys; the forum that made it is not running."""
    if request.param == "postgres":
        folder, uri = request.getfixturevalue("loaded_postgres")
        return Forum(folder, FORUM_DATABASE=uri), uri
    shutil.copytree(request.getfixturevalue("loaded"), tmp_path / "forum")
    return Forum(tmp_path / "forum"), f"sqlite:///{tmp_path / 'forum' / 'demo.sqlite3'}"


@pytest.fixture
def step(tmp_path, monkeypatch):
    monkeypatch.setenv("FORUM_TEST_KILL", str(tmp_path / "step"))
    return tmp_path / "step"


def in_a_child(forum: Forum, uri: str, work) -> int:
    """Its process id. `inside` closes every connection when it ends: SQLite must not be carried across a fork."""
    pid = os.fork()
    if pid:
        return pid
    try:
        with inside(forum, uri):
            work()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(3)


def was_killed(pid: int) -> bool:
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.parametrize("times", [1, pytest.param(25, marks=LONG)])
def test_at_each_step(database, step: Path, times):
    """Eight steps, 25 times each."""
    forum, uri = database
    (signer,) = mayors(forum, uri, 1, signed_in=False)

    def dies() -> None:
        dying.arm()
        signer.act("sign")

    for name in dying.STEPS * times:
        before = size(forum, uri)
        step.write_text(name)
        assert was_killed(in_a_child(forum, uri, dies)), name
        done = stands(forum, uri, signer)
        assert done == (name in dying.STEPS[6:]), name
        assert size(forum, uri) == before + done
        check(forum, uri, [signer])
        with inside(forum, uri):
            if not done:
                signer.act("sign")
            signer.act("withdraw")
        signer.signed += 1


@pytest.mark.parametrize("times", [3, pytest.param(200, marks=LONG)])
def test_at_any_moment(database, times):
    """Two cities sign and withdraw without a pause, each in a process of its own, and both are killed."""
    forum, uri = database
    signers, chance = mayors(forum, uri, 2, signed_in=False), random.Random(9162)
    begun = size(forum, uri)
    for _time in range(times):
        pids = [in_a_child(forum, uri, lambda signer=signer: goes_on(signer)) for signer in signers]
        try:
            waited, before = time.monotonic() + 20, size(forum, uri)
            while size(forum, uri) == before and time.monotonic() < waited:
                time.sleep(0.01)
            time.sleep(chance.random() * 0.3)
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
        assert all([was_killed(pid) for pid in pids])
        check(forum, uri, signers)
    assert size(forum, uri) >= begun + times, "there was no load"
    with inside(forum, uri):
        for signer in signers:
            if signer.stands():
                signer.act("withdraw")


def goes_on(signer: Signer) -> None:
    while True:
        try:
            there = signer.stands()
            db.session.rollback()
            signer.act("withdraw" if there else "sign")
        except OperationalError:  # the other one holds the writer's place for longer than five seconds: a page says 503
            db.session.rollback()
