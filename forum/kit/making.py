"""Files that take a while: asked for by a row, made by a job, one after the other, and kept.

Who makes one says so first (`begun_at`, `tries`) and commits; if that process is killed, the row is taken again after a
while, three times at most. Nothing is held in the database while pages are set.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import or_, select, update

from forum.kit import clock, storage
from forum.kit.database import changed_one, transaction
from forum.kit.i18n import _
from forum.kit.typesetting import Unsettable
from models.base import db

log = structlog.get_logger()
WAITING, READY, FAILED = "waiting", "ready", "failed"
TRIES = 3
MOST_AT_ONCE = 3
TAKEN_AGAIN = dt.timedelta(seconds=90)  # longer than the typesetter may take
LONGEST_ERROR = 500


@dataclass(frozen=True)
class Maker:
    """Makes the files of one table (see `models.made`)."""

    table: type[Any]
    content: Callable[[Any], bytes]  # of a row; it reads only
    expected: tuple[type[Exception], ...] = (Unsettable,)  # their sentence is for people, and trying again would not help

    def make_waiting(self) -> None:
        """Runs every few seconds; mail and deadlines have their turn in between."""
        for _turn in range(MOST_AT_ONCE):
            if not self._somebody_waits():
                return
            with transaction():
                row = self._next()
                if row is None:
                    return
                identity, mine = row.id, self._taken(row)
            if mine:
                self.make(identity)

    def make(self, identity: int) -> None:
        try:
            content, asked_at = self._content(identity)
        except Exception as wrong:
            db.session.rollback()
            expected = isinstance(wrong, self.expected)
            if not expected:
                log.exception("file failed", table=self.table.__tablename__, file=identity)
            self._note_failure(
                identity, str(wrong) if expected else _("An error of the forum; its log says more."), expected
            )
            return
        key = storage.new_key()
        storage.put(key, content)
        with transaction():
            done = {"state": READY, "made_at": clock.now(), "error": "", "key": key, "size": len(content)}
            same = (self.table.id == identity, self.table.state == WAITING, self.table.asked_at == asked_at)
            if not changed_one(update(self.table).where(*same).values(sha256=hashlib.sha256(content).hexdigest(), **done)):
                storage.remove(key)  # somebody else was faster, or the row went and its number was given to another

    def _next(self) -> Any:
        """The row that has waited longest and that nobody makes: never begun, or begun by a process that is gone."""
        free = or_(self.table.begun_at.is_(None), self.table.begun_at < clock.now() - TAKEN_AGAIN)
        waiting = select(self.table).where(self.table.state == WAITING, free)
        return db.session.scalar(waiting.order_by(self.table.asked_at, self.table.id).limit(1))

    def _somebody_waits(self) -> bool:
        """Asked without the writer's place, which most of the time nobody needs."""
        found = self._next() is not None
        db.session.rollback()
        return found

    def _taken(self, row: Any) -> bool:
        """Say that it is being made; False where another process said so in the meantime, or it was tried too often."""
        if row.tries >= TRIES:
            row.state, row.error = FAILED, _("Making it was interrupted %(count)d times.", count=TRIES)
            return False
        same = update(self.table).where(self.table.id == row.id, self.table.tries == row.tries, self.table.state == WAITING)
        return changed_one(same.values(tries=row.tries + 1, begun_at=clock.now()))

    def _content(self, identity: int) -> tuple[bytes, dt.datetime]:
        """The bytes, and when they were asked for."""
        row = db.session.get_one(self.table, identity)
        asked_at, content = row.asked_at, self.content(row)
        db.session.rollback()
        return content, asked_at

    def _note_failure(self, identity: int, sentence: str, final: bool) -> None:
        """What would fail again in the same way is not tried again."""
        with transaction():
            row = db.session.get(self.table, identity)
            if row is not None and row.state == WAITING:
                row.error, row.begun_at = sentence[:LONGEST_ERROR], None
                if final or row.tries >= TRIES:
                    row.state = FAILED


def try_again(row: Any) -> None:
    """One that failed is asked for anew."""
    if row.state == FAILED:
        row.state, row.tries, row.error, row.begun_at, row.asked_at = WAITING, 0, "", None, clock.now()
        db.session.flush()
