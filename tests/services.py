"""Starts a PostgreSQL and a Redis server of our own for the run, on loopback, and ends them after it."""

import glob
import os
import shutil
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


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a fresh database. The server refuses to run as root, so root lends it another account."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    initdb = found[-1] if found else shutil.which("initdb")
    if not initdb:
        missing("PostgreSQL")
    folder, port = Path(tempfile.mkdtemp(prefix="forum-pg-")), free_port()
    lent = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if lent:
        shutil.chown(folder, "postgres")
    bin_folder = Path(str(initdb)).parent
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        [*lent, str(initdb), "-D", f"{folder}/data", "-U", "forum", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], **quiet
    )
    command = [
        *lent,
        str(bin_folder / "postgres"),
        "-D",
        f"{folder}/data",
        "-p",
        str(port),
        "-k",
        str(folder),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "fsync=off",
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    try:
        wait_for(port)
        time.sleep(0.5)
        subprocess.run([str(bin_folder / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "forum", "forum"], **quiet)
        yield f"postgresql+psycopg://forum@127.0.0.1:{port}/forum"
    finally:
        subprocess.run(
            [*lent, str(bin_folder / "pg_ctl"), "-D", f"{folder}/data", "stop", "-m", "immediate"],
            **(quiet | {"check": False}),
        )
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis() -> Iterator[str]:
    binary = shutil.which("redis-server")
    if not binary:
        missing("Redis")
    port = free_port()
    server = subprocess.Popen(
        [str(binary), "--port", str(port), "--save", "", "--bind", "127.0.0.1"], stdout=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)
