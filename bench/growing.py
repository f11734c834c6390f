"""`python -m bench.growing`: queue, tracker and chain with 1,000 and 20,000 recommendations, side by side in one run.

Readers are signed in, so that no page is kept for them; what is kept until the database changes is kept here as well.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import report

SMALL, LARGE = 1000, 20_000
ROUNDS = int(os.environ.get("ROUNDS", "60"))
BAR = 1.3


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="forum-growing-") as scratch:
        pages = [_site(Path(scratch) / str(size), size) for size in (SMALL, LARGE)]
        rows = [_row(name, *(site[name] for site in pages)) for name in pages[0]]
    report.section("Tracker and chain", _lines(rows))
    return 0


def _site(folder: Path, size: int):
    """Name -> (a client that is signed in, address)."""
    os.environ |= {"FORUM_MODE": "demo", "FORUM_FOLDER": str(folder), "FORUM_JOBS": "none"}
    folder.mkdir()
    from app import create_app
    from bench.asked import load
    from forum.__main__ import main as forum
    from forum.accounts.operations import find_by_email
    from forum.accounts.sessions import open_session
    from forum.kit.database import transaction
    from models import Evidence
    from models.base import db

    forum(["demo-large", "--items", "200"])
    app = create_app({"RATELIMIT_ENABLED": False})
    load(app, size)
    with app.app_context():
        with transaction():
            sessions = [open_session(find_by_email(f"{who}@demo.example"), "bench") for who in ("mayor", "editor")]
        newest = db.session.execute(db.select(Evidence).order_by(Evidence.id.desc()).limit(1)).scalar_one()
        experience, asked = newest.experience_id, newest.recommendation_id
        db.session.remove()
    reader, editor = app.test_client(), app.test_client()
    for client, session in zip((reader, editor), sessions, strict=True):
        client.set_cookie("forum", session)
    queues = {"queue of the secretariat": "/queue", "queue, due this week": "/queue?view=due-week"}
    return {name: (editor, path) for name, path in queues.items()} | {name: (reader, path) for name, path in {
        "tracker": "/tracker",
        "tracker, one body": "/tracker?body=sample-body-3",
        "tracker, one theme and verb": "/tracker?theme=green&verb=deferred",
        "tracker, one city": "/tracker?city=alderbridge-0",
        "chain of a recommendation": f"/chain/recommendation/{asked}",
        "chain of an experience": f"/chain/experience/{experience}",
        "chain of a city": "/chain/city/alderbridge-0",
        "list of recommendations": "/recommendations",
        "numbers behind one figure": "/numbers/answered",
    }.items()}  # fmt: skip


def _row(name: str, *sites) -> tuple[str, float, float]:
    """Medians of rounds taken in turn."""
    found: list[list[float]] = [[], []]
    for number in range(ROUNDS + 3):
        for place, (client, path) in enumerate(sites):
            begun = time.perf_counter()
            status = client.get(path).status_code
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
            if number > 2:
                found[place].append((time.perf_counter() - begun) * 1000)
    return name, median(found[0]), median(found[1])


def _holds(ratio: float) -> str:
    return "yes" if ratio <= BAR else "**no**"


def _lines(rows: list[tuple[str, float, float]]) -> list[str]:
    return [
        f"Written by `python -m bench.growing`: the p50 of {ROUNDS} requests of a signed-in reader, in turn from a forum",
        f"with {SMALL:,} and one with {LARGE:,} recommendations of ten events each, on SQLite. The bar is {BAR}x.",
        "",
        "| page | 1,000 | 20,000 | ratio | holds |",
        "| --- | --- | --- | --- | --- |",
        *[
            f"| {name} | {small:.1f} ms | {large:.1f} ms | {large / small:.2f} | {_holds(large / small)} |"
            for name, small, large in rows
        ],
    ]


if __name__ == "__main__":
    sys.exit(main())
