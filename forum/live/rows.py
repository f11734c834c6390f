"""When the rows of clauses follow a text that is being written, and when its log is made short."""

import time
from typing import TYPE_CHECKING, Any

import structlog

from forum.declarations.operations import workspace
from forum.declarations.text.replaying import Replayed
from forum.kit.database import transaction
from models.base import db

if TYPE_CHECKING:
    from forum.live.room import Room

log = structlog.get_logger()
QUIET, AT_MOST = 1.5, 8.0  # seconds
HURRY, TRY_AGAIN = 0.1, 2.0
COMPACT_AFTER = 2000  # rows of the log
AT_ONCE, BREATH = 200, 0.05  # rows of the log in one transaction, seconds between two


class Rows:
    """Of one room: after a moment of quiet, or when it has been long, or when nobody is left."""

    def __init__(self, room: "Room") -> None:
        self._room = room
        self._dirty: tuple[float, float] | None = None  # first and last edit that the rows do not show
        self._waiting = self._working = False
        self._shown: Replayed | None = None
        self._written = 0  # rows of the log since it was made short

    @property
    def behind(self) -> bool:
        return self._dirty is not None or self._working

    def note(self, written: int) -> None:
        """Something was written, here or elsewhere."""
        now = time.monotonic()
        self._written += written
        self._dirty = (self._dirty[0] if self._dirty else now, now)
        self._look_in(QUIET)

    def hurry(self) -> None:
        if self._dirty:
            self._waiting = False
            self._look_in(HURRY)

    async def project(self) -> None:
        """A database that is away is tried again."""
        dirty, self._dirty, self._working = self._dirty, None, True
        compact = self._written >= COMPACT_AFTER
        try:
            work = (self._room.hub.app, self._room.id, self._shown, compact)
            self._shown = None  # its document is carried on, whatever becomes of it
            self._shown = await self._room.hub.work(_project, *work)
            self._written = 0 if compact else self._written
        except Exception:
            log.warning("the rows of a text could not follow", declaration=self._room.id, exc_info=True)
            self._dirty = self._dirty or dirty
            self._look_in(TRY_AGAIN)
        finally:
            self._working = False
        if self._dirty:
            self._look_in(QUIET)

    def _look_in(self, seconds: float) -> None:
        if not self._waiting:
            self._waiting = True
            self._room.hub.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        self._waiting = False
        if self._dirty is None or self._working:
            return
        now, (first, last) = time.monotonic(), self._dirty
        if now - last < QUIET and now - first < AT_MOST and self._room.connections:
            return self._look_in(min(QUIET - (now - last), AT_MOST - (now - first)) + 0.01)
        self._room.hub.spawn(self.project())


def _project(app: Any, declaration_id: int, before: Replayed | None, compact: bool) -> Replayed | None:
    """`before` is what was shown last; the next time begins where this one ends."""
    with app.app_context():
        try:
            prepared = workspace.prepare(declaration_id, AT_ONCE, before)
            while prepared:
                before = prepared
                db.session.rollback()
                with transaction():
                    workspace.project(declaration_id, prepared)
                time.sleep(BREATH)  # those who write come first
                prepared = workspace.prepare(declaration_id, AT_ONCE, before)
            if compact:
                with transaction():
                    workspace.compact(declaration_id)
            return before
        finally:
            db.session.remove()
