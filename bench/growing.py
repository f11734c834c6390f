"""`python -m bench.growing`: queue, tracker and chain with 1,000 and 20,000 recommendations, side by side in one run.

Readers are signed in, so that no page is kept for them; what is kept until the database changes is kept here as well.
Addresses are chosen so that a page is as full with 1,000 as with 20,000: a shorter one would be compared with a longer one.
`SITES=<folder>` keeps both databases there for the next run.
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
        kept = Path(os.environ.get("SITES", scratch))
        pages = [_site(kept / str(size), size) for size in (SMALL, LARGE)]
        rows = [_row(name, *(site[name] for site in pages)) for name in pages[0]]
    report.section("Tracker and chain", _lines(rows))
    return 0


def _site(folder: Path, size: int):
    """Name -> (a client that is signed in, address)."""
    os.environ |= {"FORUM_MODE": "demo", "FORUM_FOLDER": str(folder), "FORUM_JOBS": "none"}
    there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    from app import create_app
    from bench.asked import load
    from forum.__main__ import main as forum
    from forum.accounts.operations import find_by_email
    from forum.accounts.sessions import open_session
    from forum.kit.database import transaction
    from models.base import db

    if not there:
        forum(["demo-large", "--items", "200"])
    app = create_app({"RATELIMIT_ENABLED": False})
    if not there:
        load(app, size)
    with app.app_context():
        with transaction():
            sessions = [open_session(find_by_email(f"{who}@demo.example"), "bench") for who in ("mayor", "editor")]
            experience, asked, city = _well_known()
        db.session.remove()
    anew = create_app({"RATELIMIT_ENABLED": False, "KEEP_READINGS": False})
    reader, editor, first = app.test_client(), app.test_client(), anew.test_client()
    for client, session in zip((reader, editor, first), (*sessions, sessions[0]), strict=True):
        client.set_cookie("forum", session)
    queues = {"queue of the secretariat": "/queue", "queue, due this week": "/queue?view=due-week"}
    return {name: (editor, path) for name, path in queues.items()} | {name: (reader, path) for name, path in {
        "tracker": "/tracker",
        "tracker, one body": "/tracker?body=sample-body-3",
        "tracker, one theme and stage": "/tracker?theme=green&stage=closed",
        "tracker, one city": f"/tracker?city={city}",
        "chain of a recommendation": f"/chain/recommendation/{asked}",
        "chain of an experience": f"/chain/experience/{experience}",
        "chain of a city": f"/chain/city/{city}",
        "list of recommendations": "/recommendations",
        "numbers behind one figure": "/numbers/answered",
    }.items()} | {"tracker, first after a change": (first, "/tracker")}  # fmt: skip


def _well_known() -> tuple[int, int, str]:
    """An experience on which one recommendation of forty rests, one of these, and the city that asked most often."""
    from sqlalchemy import func, select, update

    from forum.reporting.numbers.asked import COUNTED
    from models import City, Evidence, Recommendation, Sponsor
    from models.base import db

    experience = db.session.scalar(select(func.max(Evidence.experience_id)))
    of = Evidence.recommendation_id
    db.session.execute(update(Evidence).where(of % 40 == 0, Evidence.kind == "experience").values(experience_id=experience))
    cited = select(func.max(of)).join(Recommendation).where(Evidence.experience_id == experience, *COUNTED)
    busiest = select(City.slug).join(Sponsor, Sponsor.city_id == City.id)
    busiest = busiest.join(Recommendation, Recommendation.id == Sponsor.recommendation_id).where(*COUNTED)
    city = db.session.scalar(busiest.group_by(City.slug).order_by(func.count().desc(), City.slug).limit(1))
    return int(experience or 0), int(db.session.scalar(cited) or 0), str(city)


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
        "Both pages of a row are full. The database does not change meanwhile, so public numbers are counted once; whoever",
        "comes first after any change waits until they have been counted anew, and that grows with the rows (last line).",
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
