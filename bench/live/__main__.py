"""`python -m bench.live`: editors type into each server in turn; writes the drafting part of bench/README.md."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

SIZES = tuple(int(size) for size in os.environ.get("EDITORS", "2,10,50,100").split(","))
SECONDS, WARM, RATE = int(os.environ.get("SECONDS", "12")), 3, 3
ROUNDS = int(os.environ.get("ROUNDS", "3"))


def main() -> int:
    if not shutil.which("node"):
        print("The drafting benchmark needs node.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as scratch:
        folder = Path(scratch)
        (folder / "forum").mkdir()
        os.environ |= {"FORUM_MODE": "demo", "FORUM_FOLDER": str(folder / "forum"), "FORUM_JOBS": "none"}
        from bench.live import corpus, report, servers

        environment = folder / "environment"
        servers.install(environment)
        text = corpus.load(folder / "forum")
        chosen = servers.kinds(environment)
        typed = {
            (kind.name, size): _middle([_type(kind, folder, text, size) for _round in range(ROUNDS)])
            for size in SIZES
            for kind in chosen
        }
        opened = {kind.name: median(_open(kind, folder, text) for _round in range(ROUNDS + 2)) for kind in chosen[:2]}
    report.write(typed, opened, SIZES)
    return 0


def _type(kind: Any, folder: Path, text: Any, size: int) -> dict[str, Any]:
    """A server that was just started, the editors on the other core; CPU is counted while they are measured."""
    from bench.live import servers

    with servers.running(kind, _store(kind, folder)) as server:
        order = _order(kind, server.address, text, text.small) | {
            "editors": size,
            "seconds": SECONDS,
            "warm": WARM,
            "rate": RATE,
        }
        process = _load(order)
        assert process.stdout
        process.stdout.readline()  # "measuring"
        before = servers.seconds_of_cpu(server)
        process.stdout.readline()
        found = {"cpu": (servers.seconds_of_cpu(server) - before) / SECONDS, "memory": server.memory}
        found |= json.loads(process.stdout.readline())
        process.wait(30)
    print(kind.name, size, found, file=sys.stderr)
    return found


def _open(kind: Any, folder: Path, text: Any) -> float:
    """Seconds until somebody has the large text from a server that was just started."""
    from bench.live import corpus, servers

    store = _store(kind, folder)
    if kind.name == "Hocuspocus":
        (store / f"{quote(f'draft-{text.large}')}.yjs").write_bytes(text.update)
    with servers.running(kind, store) as server:
        process = _load(_order(kind, server.address, text, text.large) | {"opening": True})
        assert process.stdout
        found = json.loads(process.stdout.readline())
        process.wait(30)
    assert found["clauses"] >= corpus.CLAUSES, found
    print(kind.name, "opens", found, file=sys.stderr)
    return float(found["seconds"])


def _store(kind: Any, folder: Path) -> Path:
    store = folder / kind.name
    store.mkdir(exist_ok=True)
    return store


def _order(kind: Any, address: str, text: Any, declaration: int) -> dict[str, Any]:
    paths = {"forum": f"/live/declarations/{declaration}?notes=1", "Hocuspocus": "/"}
    url = address.replace("http", "ws") + paths.get(kind.name, f"/draft-{declaration}")
    cookies = [f"forum={cookie}" for cookie in text.cookies] if kind.name == "forum" else [""]
    return {"kind": kind.speaks, "url": url, "origin": address, "name": f"draft-{declaration}", "cookies": cookies}


def _load(order: dict[str, Any]) -> "subprocess.Popen[str]":
    script = Path(__file__).parent / "peers" / "load.mjs"
    return subprocess.Popen(
        ["taskset", "-c", "1", "node", str(script), json.dumps(order)], stdout=subprocess.PIPE, text=True
    )


def _middle(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """The median of each figure; what must hold must hold in each round."""
    found: dict[str, Any] = {}
    for name in rounds[0]:
        values = [r[name] for r in rounds]
        numbers = [value for value in values if value is not None]
        found[name] = all(values) if isinstance(values[0], bool) else (median(numbers) if numbers else None)
    return found


if __name__ == "__main__":
    sys.exit(main())
