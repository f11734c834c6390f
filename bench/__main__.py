"""`make bench`: measures the bars of the pages side by side with the limit page and writes bench/README.md."""

import os
import re
import shutil
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench import report, sizes
from bench.load import Target, p50, pairs, rate
from bench.servers import running

ITEMS = int(os.environ.get("ITEMS", "1000"))


@dataclass
class Reader:
    """Somebody signed in: the cookies, and the token of the forms."""

    cookie: str
    token: str
    session: str


def main() -> int:
    if not shutil.which("wrk"):
        print("The benchmark needs wrk (Debian: apt-get install wrk).", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as scratch:
        folder = Path(scratch)
        os.environ |= {"FORUM_MODE": "demo", "FORUM_FOLDER": str(folder), "FORUM_JOBS": "none"}
        item, session, weights = _prepare(folder)
        with running("bench.limit", folder, "/topic/1") as limit, running("bench.forum", folder, "/healthz") as forum:
            reader = _open_form(forum.address, item, session)
            rows = _measure(limit.address, forum.address, item, reader)
            rows += report.counted(weights, forum.memory, forum.seconds_to_first_answer)
    report.write(rows, ITEMS)
    return 0


def _prepare(folder: Path) -> tuple[int, str, dict[str, sizes.Weight]]:
    """The demo with the corpus; (an experience with twenty comments, the token of a session, what pages weigh)."""
    from app import create_app
    from forum.__main__ import main as forum
    from forum.accounts.operations import find_by_email
    from forum.accounts.sessions import open_session
    from forum.kit.database import transaction
    from models import Contribution
    from models.base import db

    forum(["demo-large", "--items", str(ITEMS)])
    app = create_app({"RATELIMIT_ENABLED": False})
    with app.app_context():
        with transaction():
            person = find_by_email("mayor@demo.example")
            session = open_session(person, "bench")
        newest = db.select(Contribution.id).where(Contribution.comment_count == 20).order_by(Contribution.id.desc()).limit(1)
        item = int(db.session.scalar(newest))
        db.session.remove()
    pages = {"item": f"/experiences/{item}", "list": "/experiences", "front": "/", "search": "/search?q=aqueduct"}
    weights = {f"{name}, signed in": sizes.weigh(app, path, session) for name, path in pages.items()}
    weights |= {f"{name}, anonymous": sizes.weigh(app, path) for name, path in pages.items()}
    return item, session, weights


def _open_form(address: str, item: int, session: str) -> Reader:
    """Read the item page once, as a browser would, for the token in its forms."""
    request = urllib.request.Request(f"{address}/experiences/{item}", headers={"Cookie": f"forum={session}"})
    with urllib.request.urlopen(request) as response:
        html = response.read().decode()
        cookies = [value.split(";")[0] for name, value in response.headers.items() if name.lower() == "set-cookie"]
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', html)
    return Reader("; ".join([f"forum={session}", *cookies]), token[0] if token else "", session)


def _measure(limit: str, forum: str, item: int, reader: Reader) -> list[report.Row]:
    signed = {"Cookie": reader.cookie}
    plain, page = Target(f"{limit}/topic/7"), f"{forum}/experiences/{item}"
    rows = []
    for name, target, bar in (
        ("item page with 20 comments, signed in", Target(page, signed), 0.40),
        ("item page with 20 comments, anonymous", Target(page), 0.50),
        ("list page, 25 rows, signed in", Target(f"{forum}/experiences", signed), 0.40),
    ):
        rows.append(report.ratio(name, "requests/s", *pairs(rate, target, plain), at_least=bar))
    for name, word, bar in (("2 % of the comments", "aqueduct", 3 * 8), ("400 hits", "lighthouse", 8)):
        target = Target(f"{forum}/search?q={word}", signed)
        rows.append(report.ratio(f"search, one word, {name}", "ms p50", *pairs(p50, target, plain), at_most=bar))
    form = f"text=A+comment+of+the+benchmark+with+some+words.&csrf_token={reader.token}&idempotency_key=bench-%d"
    write = Target(f"{forum}/comments/contribution/{item}", signed, form)
    plain_write = Target(f"{limit}/topic", {}, "text=A+comment+of+the+benchmark+with+some+words.&key=%d")
    rows.append(report.ratio("comment POST alone", "ms p50", *pairs(p50, write, plain_write), at_most=5))
    return rows


if __name__ == "__main__":
    sys.exit(main())
