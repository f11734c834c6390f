"""The newest head that was ever shown to anybody, kept in a file beside the keys: a database that forgets is then found out.

Every committed head is public at once, so each is written here right after its commit. The file is never older than the
database by more than the moment between the two, and it is in no backup of the database.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog

from forum.kit import aftercommit, storage
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from forum.register import keys
from forum.register.queries import head_of
from forum.register.queries.standing import gap
from forum.register.spelling import head_input
from models import TreeHead

NAME = "published-head.json"
Head = dict[str, Any]  # {"head": {"size", "root", "time"}, "head_key", "head_signature"}
log = structlog.get_logger()


class Unreadable(Exception):
    """The file is there and says nothing that a key of this site has signed."""


def after_commit(head: TreeHead) -> None:
    """Keep this head when the transaction in hand has been committed."""
    if not storage.lasting():
        return
    stated, folder = head_of(head), storage.keys_folder()

    def write() -> None:
        try:
            keep(stated, folder)
        except OSError:  # the act is committed; the next one writes the file
            log.exception("the published head could not be kept", size=stated["head"]["size"])

    aftercommit.then(write)


def require_extended(own: TreeHead | None) -> None:
    """Before each entry, under the lock: a database that was put back under a running process gets no second history."""
    if not storage.lasting():
        return
    stated = _raw(storage.keys_folder())
    if stated is None or (own is not None and (own.size, own.root) == (stated["head"]["size"], stated["head"]["root"])):
        return
    if gap(stated):
        because = _("The register of this installation does not go on from what it has published.")
        raise Refused(refuse(because, _("Nothing can be entered until the secretariat has put this right.")))


def keep(stated: Head, folder: Path) -> None:
    """Unless a larger one is there; several processes may write at once."""
    with _one_at_a_time(folder):
        if (known := _raw(folder)) is None or known["head"]["size"] < stated["head"]["size"]:
            _write(folder / NAME, stated)


def read(folder: Path | None = None) -> Head | None:
    """None where no head was published yet. Raises Unreadable."""
    folder = folder or storage.keys_folder()
    try:
        stated = _raw(folder)
        if stated is not None and not _signed(stated):
            raise Unreadable(f"{folder / NAME} is signed by no key of this site.")
    except (ValueError, KeyError, TypeError) as broken:
        raise Unreadable(f"{folder / NAME} cannot be read: {broken}") from broken
    return stated


def put_aside(folder: Path | None = None) -> None:
    """Kept under its size, so that what was published stays known; the next head begins the file anew."""
    folder = folder or storage.keys_folder()
    with _one_at_a_time(folder):
        stated = _raw(folder)
        if stated is not None:
            (folder / NAME).replace(folder / f"published-head.{stated['head']['size']}.json")


def _raw(folder: Path) -> Head | None:
    try:
        text = (folder / NAME).read_text()
    except FileNotFoundError:
        return None
    stated: Head = json.loads(text)
    return stated


def _signed(stated: Head) -> bool:
    """By a key whose file lies beside it: the database that it is there to judge is not asked."""
    return keys.verifies(keys.public(stated["head_key"]), head_input(stated["head"]), stated["head_signature"])


def _write(path: Path, stated: Head) -> None:
    """Whole or not at all, and on the disk before anybody relies on it."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    with fresh.open("w") as file:
        file.write(json.dumps(stated, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "published-head.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
