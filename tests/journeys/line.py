"""A line between one browser and the forum that can be cut, for pages, sockets and workers alike."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, Playwright

from tests.journeys import browsing
from tests.services import free_port


class Line:
    """Carries bytes from its own port to the forum's until it is cut."""

    def __init__(self, port: int) -> None:
        self.port, self._target = free_port(), port
        self._open: set[socket.socket] = set()
        self._door: socket.socket | None = None

    def mend(self) -> None:
        self._door = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        threading.Thread(target=self._admit, args=(self._door,), daemon=True).start()

    def cut(self) -> None:
        """Nobody comes in any more, and who is on the line is thrown off."""
        if self._door:
            with suppress(OSError):
                self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
            self._door = None
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _admit(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = door.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open |= {near, far}
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            self._open.discard(end)


@contextmanager
def browser_on(playwright: Playwright, line: Line, port: int) -> Iterator[Browser]:
    """A browser whose way to the forum's address is this line; to the page nothing looks different."""
    rules = f"--host-resolver-rules=MAP localhost:{port} 127.0.0.1:{line.port}"
    launched = playwright.chromium.launch(executable_path=browsing.chromium(), args=[*browsing.ARGUMENTS, rules])
    try:
        yield launched
    finally:
        launched.close()
