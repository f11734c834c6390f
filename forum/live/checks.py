"""Looking up again, while sockets are open, who may do what in a room."""

from typing import TYPE_CHECKING

import structlog

from forum.live import rights

if TYPE_CHECKING:
    from forum.live.room import Room

log = structlog.get_logger()


class Checks:
    """Of one room; one at a time, and once more for whoever asked meanwhile."""

    def __init__(self, room: "Room") -> None:
        self._room = room
        self._running = self._again = False

    def ask(self) -> None:
        self._again = self._running
        if not self._running:
            self._running = True
            self._room.hub.spawn(self._run())

    async def _run(self) -> None:
        room = self._room
        try:
            tokens = {connection.token for connection in room.connections}
            active = frozenset(connection.token for connection in room.connections if connection.wrote)
            if tokens:
                self._judge(await room.hub.work(rights.admit, room.hub.app, room.id, tokens, active))
        except Exception:  # the database is away: nothing can be written either
            log.warning("rights could not be looked up", declaration=room.id, exc_info=True)
        finally:
            self._running = False
            if self._again:
                self.ask()

    def _judge(self, found: dict[str, rights.Admission]) -> None:
        for connection in list(self._room.connections):
            if by := found.get(connection.token):
                connection.wrote = False
                connection.judge(by)
