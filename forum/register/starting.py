"""What is asked of the register before the first page: its key, its clock, and that it goes on from what was published.

A register that does not is not served, because every further entry would make two histories out of one.
"""

import datetime as dt

import structlog

from forum import ledger
from forum.kit import clock, storage
from forum.kit.config import ConfigurationError
from forum.kit.database import transaction
from forum.register import keys, published
from forum.register.queries import head_of, newest_head, site_keys
from forum.register.queries.standing import Gap, gap, spelt
from models.base import db

BEHIND = dt.timedelta(minutes=2)  # by which two clocks of one forum may differ
FLAG = "--accept-shorter-register"
log = structlog.get_logger()


def check(demo: bool = False, accept_shorter: bool = False) -> None:
    """Raises ConfigurationError with what is wrong and how to go on; leaves no transaction open."""
    found = key_problem() or _clock() or _published(demo, accept_shorter)
    db.session.rollback()
    if found:
        raise ConfigurationError(found)


def problem() -> str:
    """The same in a word, for those who watch a process that runs; "ok" when nothing is wrong."""
    if key_problem():
        return "the key of the site is missing"
    try:
        stated = published.read()
    except (published.Unreadable, keys.KeyMissing):
        return "the published head cannot be read"
    found = gap(stated) if stated else None
    if stated and found and found.shorter:  # perhaps made by a neighbour after this transaction began to read
        db.session.rollback()
        found = gap(stated)
    return "does not extend the published head" if found else "ok"


def accept(stated: published.Head, found: Gap) -> None:
    """Go on with fewer entries than were published. Who pinned the longer register will see two histories.

    The kinds of entries are fixed, so that the tools of others know all of them, and a register that has lost entries
    is no witness to it: the ledger and the operator's log are.
    """
    own = newest_head()
    have = own.size if own else 0
    with transaction():
        ledger.record("register.shortened", None, ("register", 0), found.sentence, had=stated["head"], has=have)
    published.put_aside()
    if own:
        published.keep(head_of(own), storage.keys_folder())
    log.warning("a shorter register was accepted", published=stated["head"], entries=have)


def key_problem() -> str | None:
    """The register says which key signs; its file must be here, and be that key."""
    enrolled = site_keys()
    if not enrolled:
        return None
    newest, folder = enrolled[-1], storage.keys_folder()
    path = folder / f"{newest.key_id}.key"
    try:
        own = keys.key_id(keys.public(newest.key_id))
    except keys.KeyMissing:
        others = [file.stem for file in sorted(folder.glob("*.key"))]
        beside = f" Other keys are there ({', '.join(others)}), and the register does not go on with them." if others else ""
        return (
            f"The register goes on with the site key {newest.key_id}, and {path} is missing.{beside} Put it back from where "
            "the keys are kept: it is in no backup of the database. Without it the register can be read and verified, "
            "and nothing can be added."
        )
    except ValueError:
        own = ""
    if own != newest.key_id:
        return f"{path} does not hold the site key {newest.key_id} that the register goes on with. Put the right file back."
    return None


def _clock() -> str | None:
    own = newest_head()
    if own is None or own.time <= (clock.now() + BEHIND).timestamp():
        return None
    now = spelt(int(clock.now().timestamp()))
    return f"The clock says {now}, and the newest entry of the register was made on {spelt(own.time)}. Set the clock right."


def _published(demo: bool, accept_shorter: bool) -> str | None:
    folder = storage.keys_folder()
    try:
        stated = published.read()
    except (published.Unreadable, keys.KeyMissing) as broken:
        return f"{broken} It says what this forum has published last. Put it back from where the keys are kept."
    found = gap(stated) if stated else None
    if stated is None or found is None:
        return None
    if found.shorter and demo and newest_head() is None:  # somebody has removed the demo's database to begin anew
        published.put_aside()
        return None
    if found.shorter and accept_shorter:
        accept(stated, found)
        return None
    if not found.shorter:
        return f"{found.sentence} Restore the database that belongs to {folder}."
    return (
        f"{found.sentence} Restore a newer backup. If there is none, start once with {FLAG}: the missing entries stay "
        "missing, and everybody who has pinned a later head will see it. Say publicly what happened."
    )
