"""Starts a PostgreSQL and a Redis server of our own for the run, on loopback, and ends them after it."""

import glob
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def missing(service: str) -> None:
    """A missing service is a skip on a newcomer's machine and a failure in the full run."""
    sentence = f"{service} is not installed here"
    if os.environ.get("FORUM_TEST_REQUIRE_SERVICES"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port: int, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers on port {port}")


class Server:
    """A server of the run that can be stopped and started again on its port."""

    def __init__(self, uri: str, command: list[str], port: int, folder: Path) -> None:
        self.uri, self.command, self.port, self.folder = uri, command, port, folder
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        wait_for(self.port)

    def stop(self) -> None:
        """At once, as a crash would."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a fresh database."""
    with postgres_server() as server:
        yield server.uri


@contextmanager
def postgres_server() -> Iterator[Server]:
    """It refuses to run as root, so root lends it another account."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    initdb = found[-1] if found else shutil.which("initdb")
    if not initdb:
        missing("PostgreSQL")
    folder, port = Path(tempfile.mkdtemp(prefix="forum-pg-")), free_port()
    lent = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] if os.geteuid() == 0 else []
    if lent:
        shutil.chown(folder, "postgres")
    programs = Path(str(initdb)).parent
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    how = ["-D", f"{folder}/data", "-U", "forum", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*lent, str(initdb), *how], **quiet)
    command = [*lent, str(programs / "postgres"), "-D", f"{folder}/data", "-p", str(port), "-k", str(folder)]
    command += ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    server = Server(f"postgresql+psycopg://forum@127.0.0.1:{port}/forum", command, port, folder)
    try:
        server.start()
        time.sleep(0.5)
        subprocess.run([str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "forum", "forum"], **quiet)
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis() -> Iterator[str]:
    with redis_server() as server:
        yield server.uri


@contextmanager
def redis_server() -> Iterator[Server]:
    binary = shutil.which("redis-server")
    if not binary:
        missing("Redis")
    port, folder = free_port(), Path(tempfile.mkdtemp(prefix="forum-redis-"))
    command = [str(binary), "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
    server = Server(f"redis://127.0.0.1:{port}/0", command, port, folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
