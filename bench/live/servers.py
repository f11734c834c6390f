"""The three servers, each pinned to core 0 with its own durable store, and what the system says of them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from bench.servers import ROOT, Server, _free_port

PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True)
class Kind:
    name: str
    speaks: str  # the protocol: plain y-websocket, or Hocuspocus' dialect
    command: list[str]
    first: str  # the address that answers when it is ready


def kinds(environment: Path) -> list[Kind]:
    return [
        Kind("forum", "plain", [sys.executable, "-m", "bench.forum"], "/healthz"),
        Kind("Hocuspocus", "hocuspocus", ["node", str(PEERS / "hocuspocus.mjs")], "/"),
        Kind("pycrdt-websocket", "plain", [str(environment / "bin/python"), str(PEERS / "pycrdt_server.py")], "/"),
    ]


def install(environment: Path) -> None:
    """What the peers need, from their lock and list, beside ours."""
    if not (PEERS / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=PEERS, check=True)
    if not environment.exists():
        made = subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=False)
        made.check_returncode()
        pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin/python"), "install", "-q"]
        subprocess.run([*pip, "-r", str(PEERS / "requirements.txt")], check=True)


@contextmanager
def running(kind: Kind, folder: Path) -> Iterator[Server]:
    port = _free_port()
    address, begun = f"http://127.0.0.1:{port}", time.monotonic()
    given = {
        "PORT": str(port),
        "FORUM_MODE": "demo",
        "FORUM_FOLDER": str(folder),
        "FORUM_URL": address,
        "FORUM_JOBS": "none",
    }
    process = subprocess.Popen(["taskset", "-c", "0", *kind.command, str(folder)], cwd=ROOT, env=os.environ | given)
    try:
        _wait(address + kind.first, process)
        yield Server(process, address, time.monotonic() - begun)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


def seconds_of_cpu(server: Server) -> float:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Any answer will do: the peers know no pages."""
    for _try in range(600):
        try:
            with urlopen(address, timeout=2):
                return
        except HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the server ended") from None
            time.sleep(0.05)
    raise TimeoutError(f"{address} does not answer")
