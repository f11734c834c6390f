"""The one thread that writes what rooms accept: many rooms in one transaction, acknowledged only when it is committed.

A database that is locked or gone is waited for: what was accepted is written when it is back, and nobody was told before.
"""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import structlog
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from forum.declarations.operations import workspace
from forum.kit.database import transaction
from forum.live import judging
from forum.live.guard import Guard, Unfit
from forum.live.ticks import NOTHING, SAVED, Batch, Kept
from models import Declaration, DraftingClient
from models.base import db

log = structlog.get_logger()
WAIT = 0.25


class Writer:
    def __init__(self, app: Flask) -> None:
        self._app = app
        self._waiting: list[Batch] = []
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, "live-writer")
        self._closed = False

    def put(self, batch: Batch) -> None:
        with self._lock:
            self._waiting.append(batch)
            first = len(self._waiting) == 1
        if first:
            self._thread.submit(self._run)

    def close(self) -> None:
        """What waits is written, if the database answers now."""
        self._closed = True
        self._thread.shutdown(wait=True)

    def _run(self) -> None:
        with self._lock:
            batches, self._waiting = self._waiting, []
        batches.sort(key=lambda batch: batch.kept.declaration_id)  # two workers hold rows in the same order
        with self._app.app_context():
            while not self._written(batches):
                if self._closed:
                    return
                time.sleep(WAIT)
        for batch in batches:
            batch.done(batch)

    def _written(self, batches: Sequence[Batch]) -> bool:
        """Whether that was the end of it, well or not."""
        try:
            with transaction():
                for batch in batches:
                    _prepare(batch)
                news = {id(batch): _append(batch) for batch in batches if batch.writes}
        except DBAPIError as error:
            log.warning("drafting waits for the database", error=type(error).__name__)
            return False
        except Exception:
            log.exception("drafting could not be written")
            if len(batches) > 1:  # one room must not cost the others their tick
                return all([self._alone(batch) for batch in batches])
            _give_up(batches[0])
            return True
        finally:
            db.session.remove()
        for batch in batches:
            _settle(batch, news.get(id(batch), []))
        return True

    def _alone(self, batch: Batch) -> bool:
        db.session.remove()
        while not self._written([batch]):
            if self._closed:
                return False
            time.sleep(WAIT)
        return True


def read(declaration_id: int) -> Kept:
    """Open a text; in an app context. It is seeded from the rows where nobody has drafted live yet."""
    with transaction():
        opened = workspace.open(declaration_id)
        clients = db.session.execute(
            select(DraftingClient.client, DraftingClient.person_id).filter_by(declaration_id=declaration_id)
        )
        owners = {client: person for client, person in clients}
    return Kept(declaration_id, Guard(opened.doc), opened.upto, owners)


def _prepare(batch: Batch) -> None:
    """Hold the declaration, look whether it may still be written, bring in what others wrote, then judge what is new."""
    kept = batch.kept
    workspace.hold(kept.declaration_id)
    stage = db.session.scalar(select(Declaration.stage).filter_by(id=kept.declaration_id))
    _follow(batch)
    if batch.writes is None:
        batch.stage = stage or ""
        for item in batch.items:
            item.outcome = item.outcome if item.by.stage == stage else "stage"
        judging.judge(batch)
    elif batch.stage != stage:  # accepted while the database was away: it must not stay in the document
        for item in batch.items:
            item.outcome = "stage"
        batch.broken, batch.writes = True, []
        _reread(kept)


def _follow(batch: Batch) -> None:
    kept = batch.kept
    for identity, data in workspace.since(kept.declaration_id, kept.upto):
        try:
            kept.guard.apply(data)
        except Unfit:  # the log is the truth; a row that the guard refuses was written by the server itself
            log.error("a row of the log is not valid", row=identity)
        batch.others.append(data)
        kept.upto = identity


def _append(batch: Batch) -> list[int]:
    return workspace.append(batch.kept.declaration_id, batch.writes or [])


def _settle(batch: Batch, ids: Sequence[int]) -> None:
    """After the commit."""
    kept = batch.kept
    kept.upto = max([kept.upto, *ids])
    for write in batch.writes or []:
        kept.owners.update(dict.fromkeys(write.clients, write.person_id))
        kept.authors.update(dict.fromkeys(write.suggestions, write.person_id))
    for item in batch.items:
        item.outcome = item.outcome if item.outcome not in ("", NOTHING) else SAVED


def _give_up(batch: Batch) -> None:
    """Something that nobody foresaw: nothing of the tick was written, so nothing of it may stay in the document."""
    batch.broken = True
    for item in batch.items:
        item.outcome = item.outcome or "invalid"
    try:
        _reread(batch.kept)
    except Exception:
        log.exception("a text could not be read again")
    finally:
        db.session.remove()


def _reread(kept: Kept) -> None:
    fresh = workspace.open(kept.declaration_id)
    kept.guard, kept.upto = Guard(fresh.doc), fresh.upto
