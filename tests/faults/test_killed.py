"""Killed while people write: what was answered is there, once; the next start needs no hand."""

import itertools
import shutil
import threading
import time
from http.client import HTTPException

import pytest
from sqlalchemy import create_engine, text

from tests import services
from tests.faults.running import Forum, Visitor

pytestmark = pytest.mark.process

WRITERS = ("mayor@demo.example", "delegate@demo.example", "mayor.wexmoor@demo.example", "mayor.valdoro@demo.example")
numbers = itertools.count(1)


def write_until_it_dies(visitor: Visitor, token: str, answered: list[str]) -> None:
    while True:
        words = f"Sentence number {next(numbers)} of this test."
        try:
            answer = visitor.post("/comments/contribution/1", text=words, csrf_token=token, idempotency_key=words)
        except (OSError, HTTPException):
            return
        if answer.status == 303:
            answered.append(words)


def killed_under_load(forum: Forum, seconds: float) -> list[str]:
    """The comments that were answered before the process was killed."""
    visitors = [Visitor(forum.address).sign_in(email) for email in WRITERS]
    tokens = [visitor.token("/comments/contribution/1") for visitor in visitors]
    answered: list[str] = []
    threads = [
        threading.Thread(target=write_until_it_dies, args=(visitor, token, answered))
        for visitor, token in zip(visitors, tokens, strict=True)
    ]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    forum.kill()
    for thread in threads:
        thread.join(20)
    return answered


def check(forum: Forum, database: str, times: int) -> None:
    for _time in range(times):
        answered = killed_under_load(forum, 1.5)
        assert len(answered) > 5, "there was no load"
        assert forum.start() < 10
        engine = create_engine(database)
        with engine.connect() as connection:
            found = list(connection.scalars(text("select text from comment where text like 'Sentence number %'")))
            counted = connection.scalar(text("select comment_count from contribution where id = 1"))
            shown = connection.scalar(
                text(
                    "select count(*) from comment where subject_kind = 'contribution' and subject_id = 1 and state = 'shown'"
                )
            )
        engine.dispose()
        assert sorted(set(found)) == sorted(found), "doubled"
        assert not set(answered) - set(found), "lost"
        assert counted == shown


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.long)])
def test_sqlite(forum, times):
    check(forum, f"sqlite:///{forum.folder / 'demo.sqlite3'}", times)


@pytest.mark.postgres
@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.long)])
def test_postgres(loaded, tmp_path, times):
    shutil.copytree(loaded, tmp_path / "forum", ignore=shutil.ignore_patterns("*.sqlite3*"))
    with services.postgres() as uri:
        forum = Forum(tmp_path / "forum", FORUM_DATABASE=uri)
        forum.start()
        try:
            check(forum, uri, times)
        finally:
            forum.stop()
