"""Starts the servers that are measured, pinned to one core, and ends them."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Server:
    process: "subprocess.Popen[bytes]"
    address: str
    seconds_to_first_answer: float

    @property
    def memory(self) -> float:
        """Resident memory in MiB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0


@contextmanager
def running(module: str, folder: Path, first: str) -> Iterator[Server]:
    """`python -m module folder` on core 0; `first` is the address that must answer before it counts as started."""
    port = _free_port()
    address, begun = f"http://127.0.0.1:{port}", time.monotonic()
    environment = os.environ | {
        "PORT": str(port), "FORUM_MODE": "demo", "FORUM_FOLDER": str(folder), "FORUM_URL": address, "FORUM_JOBS": "none",
        "PYTHONDONTWRITEBYTECODE": "",  # a warm start reads what was compiled before
    }  # fmt: skip
    command = ["taskset", "-c", "0", sys.executable, "-m", module, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(address + first)
        yield Server(process, address, time.monotonic() - begun)
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str) -> None:
    for _try in range(1200):
        with suppress(OSError), urllib.request.urlopen(address):
            return
        time.sleep(0.05)
    raise TimeoutError(f"{address} does not answer")


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
