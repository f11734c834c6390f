"""Files of papers are made by a job, one after the other, and kept.

Who makes one says so first (`begun_at`, `tries`) and commits; if that process is killed, the row is taken again after a
while, three times at most. Nothing is held in the database while pages are set.
"""

import datetime as dt

import structlog
from sqlalchemy import update

from forum.kit import clock, storage
from forum.kit.database import changed_one, transaction
from forum.kit.i18n import _
from forum.kit.typesetting import Unsettable
from forum.papers.formats import render
from forum.papers.operations.keeping import digest
from forum.papers.queries import papers as reading
from models import Paper, PaperFile
from models.base import db

log = structlog.get_logger()
TRIES = 3
MOST_AT_ONCE = 3
TAKEN_AGAIN = dt.timedelta(seconds=90)  # longer than the typesetter may take
LONGEST_ERROR = 500


def make_waiting() -> None:
    """Runs every few seconds; mail and deadlines have their turn in between."""
    for _turn in range(MOST_AT_ONCE):
        if not _somebody_waits():
            return
        with transaction():
            row = reading.next_waiting(clock.now() - TAKEN_AGAIN)
            if row is None:
                return
            identity, mine = row.id, _taken(row)
        if mine:
            _make(identity)


def try_again(row: PaperFile) -> None:
    """One that failed is asked for anew."""
    if row.state == reading.FAILED:
        row.state, row.tries, row.error, row.begun_at, row.asked_at = reading.WAITING, 0, "", None, clock.now()
        db.session.flush()


def _somebody_waits() -> bool:
    """Asked without the writer's place, which most of the time nobody needs."""
    found = reading.next_waiting(clock.now() - TAKEN_AGAIN) is not None
    db.session.rollback()
    return found


def _taken(row: PaperFile) -> bool:
    """Say that it is being made; False where another process said so in the meantime, or it was tried too often."""
    if row.tries >= TRIES:
        row.state, row.error = reading.FAILED, _("Making it was interrupted %(count)d times.", count=TRIES)
        return False
    same = update(PaperFile).where(PaperFile.id == row.id, PaperFile.tries == row.tries, PaperFile.state == reading.WAITING)
    return changed_one(same.values(tries=row.tries + 1, begun_at=clock.now()))


def _make(identity: int) -> None:
    try:
        content = _content(identity)
    except Exception as wrong:
        db.session.rollback()
        expected = isinstance(wrong, Unsettable)
        if not expected:
            log.exception("file of a paper failed", file=identity)
        _note_failure(identity, str(wrong) if expected else _("An error of the forum; its log says more."), final=expected)
        return
    key = storage.new_key()
    storage.put(key, content)
    with transaction():
        values = {"state": reading.READY, "storage_key": key, "sha256": digest(content), "size": len(content)}
        done = update(PaperFile).where(PaperFile.id == identity, PaperFile.state == reading.WAITING)
        if not changed_one(done.values(ready_at=clock.now(), error="", **values)):
            storage.remove(key)  # somebody else was faster


def _content(identity: int) -> bytes:
    """Set the pages; reads only."""
    row = db.session.get_one(PaperFile, identity)
    form, content = row.format, db.session.get_one(Paper, row.paper_id).content
    db.session.rollback()
    return render(form, content)


def _note_failure(identity: int, sentence: str, final: bool) -> None:
    """What would fail again in the same way is not tried again."""
    with transaction():
        row = db.session.get(PaperFile, identity)
        if row is not None and row.state == reading.WAITING:
            row.error, row.begun_at = sentence[:LONGEST_ERROR], None
            if final or row.tries >= TRIES:
                row.state = reading.FAILED
