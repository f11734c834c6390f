"""Killed at each step of a signature, sent twenty times at one moment, signed by many at once: one effect, one register."""

import random
import shutil
import threading
import time
from collections.abc import Iterable
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.faults.dying import STEPS
from tests.faults.running import Forum
from tests.faults.signers import Signer, check, mayors, size, stands
from tests.faults.test_at_once import at_once

pytestmark = pytest.mark.process

LONG = pytest.mark.long
NEVER = 10**9


def sqlite(forum: Forum) -> str:
    return f"sqlite:///{forum.folder / 'demo.sqlite3'}"


@pytest.fixture
def mortal(loaded, tmp_path):
    """A running forum that can be told at which step to die."""
    folder = tmp_path / "forum"
    shutil.copytree(loaded, folder)
    running = Forum(folder, FORUM_TEST_KILL=str(tmp_path / "step"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def on_postgres(loaded_postgres, tmp_path):
    """Two processes on one database; the folder with keys and files is shared."""
    folder, uri = loaded_postgres
    one = Forum(folder, FORUM_DATABASE=uri, FORUM_TEST_KILL=str(tmp_path / "step"))
    one.start()
    two = Forum(folder, FORUM_DATABASE=uri, FORUM_JOBS="none", FORUM_URL=one.address)
    two.start()
    yield one, two, uri
    two.stop()
    one.stop()


def dies_at(forum: Forum, step: str, signer: Signer) -> None:
    Path(forum.environment["FORUM_TEST_KILL"]).write_text(step)
    with pytest.raises((OSError, HTTPException)):
        signer.sign()
    assert forum.process
    forum.process.wait(10)


def killed_at(steps: Iterable[str], forum: Forum, database: str) -> None:
    """What was done in a step is checked at the next start, with all that was done before."""
    (signer,) = mayors(forum, database, 1)
    for step in steps:
        before = size(forum, database)
        dies_at(forum, step, signer)
        forum.start()
        done = stands(forum, database, signer)
        assert done == (step in STEPS[6:]), step
        assert size(forum, database) == before + done
        signer.signed += done
        check(forum, database, [signer])
        if not done:
            signer.sign()
        signer.withdraw()


def test_killed_and_started_again(mortal):
    killed_at((STEPS[3], STEPS[6]), mortal, sqlite(mortal))


@pytest.mark.long
def test_killed_at_each_step_and_started_again(mortal):
    killed_at(STEPS, mortal, sqlite(mortal))


@pytest.mark.postgres
@pytest.mark.long
def test_killed_and_started_again_on_postgres(on_postgres):
    one, two, uri = on_postgres
    two.stop()
    killed_at(STEPS, one, uri)


def sign_until_it_dies(signer: Signer, times: int = NEVER) -> None:
    try:
        for _time in range(times):
            if not signer.visitor.get(signer.address).text.count('name="seen"'):
                signer.withdraw()
            signer.sign()
            signer.withdraw()
    except (OSError, HTTPException):
        return
    except AssertionError as wrong:
        signer.trouble.append(str(wrong))


def together(signers: list[Signer], times: int = NEVER) -> list[threading.Thread]:
    threads = [threading.Thread(target=sign_until_it_dies, args=(signer, times)) for signer in signers]
    for thread in threads:
        thread.start()
    return threads


@pytest.mark.parametrize("times", [1, pytest.param(40, marks=LONG)])
def test_killed_while_four_cities_sign(forum, times):
    signers, chance = mayors(forum, sqlite(forum), 4), random.Random(9162)
    for _time in range(times):
        threads, goal = together(signers), sum(signer.signed for signer in signers) + 3
        while sum(signer.signed for signer in signers) < goal and any(thread.is_alive() for thread in threads):
            time.sleep(0.02)
        time.sleep(chance.random())
        forum.kill()
        for thread in threads:
            thread.join(20)
        forum.start()
        check(forum, sqlite(forum), signers)
    assert [signer.trouble for signer in signers] == [[]] * 4
    assert sum(signer.signed for signer in signers) >= 3 * times


def one_effect(forum: Forum, database: str) -> None:
    (signer,) = mayors(forum, database, 1)
    before, begun = size(forum, database), signer.begin("sign")
    statuses = at_once(lambda: signer.confirm(begun))
    assert sorted(statuses) == [200, *[409] * 19]
    assert size(forum, database) == before + 1
    signer.signed = 1
    check(forum, database, [signer])
    signer.withdraw()


def test_twenty_equal_confirmations(forum):
    one_effect(forum, sqlite(forum))


@pytest.mark.postgres
def test_twenty_equal_confirmations_on_postgres(on_postgres):
    one, _two, uri = on_postgres
    one_effect(one, uri)


def test_twenty_devices_answers_of_one_city(forum):
    """Twenty statements of one city, each begun and signed by the device, are sent at one moment: one of them counts."""
    (signer,) = mayors(forum, sqlite(forum), 1)
    begun = [signer.begin("sign") for _time in range(20)]
    statuses = at_once(lambda: signer.confirm(begun.pop()))
    assert sorted(statuses) == [200, *[409] * 19]
    signer.signed = 1
    check(forum, sqlite(forum), [signer])


@pytest.mark.postgres
def test_two_processes_write_one_chain(on_postgres):
    """Cities sign and withdraw at both, at the same time: no gap, no fork, no deadlock."""
    one, two, uri = on_postgres
    signers = mayors(one, uri, 4)
    for signer in signers[2:]:
        signer.visitor.address = two.address
    before = size(one, uri)
    for thread in together(signers, 5):
        thread.join(120)
    assert [signer.trouble for signer in signers] == [[]] * 4
    assert size(one, uri) == before + 4 * 5 * 2
    check(one, uri, signers)
