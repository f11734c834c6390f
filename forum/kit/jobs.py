"""Work that is done on the clock: features register it, one thread of the app or `forum worker` runs it."""

import threading
import time
from collections.abc import Callable

import structlog
from flask import Flask

from models.base import db

log = structlog.get_logger()
_jobs: list[tuple[str, float, Callable[[], object]]] = []


def every(seconds: float, name: str, work: Callable[[], object]) -> None:
    """Register work; it opens and commits its own transactions and may run again at any time."""
    if name not in [known for known, _s, _w in _jobs]:
        _jobs.append((name, seconds, work))


def start_thread(app: Flask) -> threading.Thread:
    """The default: one quiet thread beside the pages."""
    thread = threading.Thread(target=run_forever, args=(app,), name="jobs", daemon=True)
    thread.start()
    return thread


def run_forever(app: Flask) -> None:
    due = {name: 0.0 for name, _s, _w in _jobs}
    while True:
        for name, seconds, work in list(_jobs):
            if time.monotonic() >= due.get(name, 0.0):
                _run(app, name, work)
                due[name] = time.monotonic() + seconds
        time.sleep(1)


def _run(app: Flask, name: str, work: Callable[[], object]) -> None:
    with app.app_context():
        try:
            work()
        except Exception:
            log.exception("job failed", job=name)
            db.session.rollback()
        finally:
            db.session.remove()
