"""Steps of a signature at which the process of a test dies at once, as a machine whose power fails.

FORUM_TEST_KILL names a file; the step that stands in it is the one. Nothing of this is known to the forum itself.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from forum.accounts.operations import passkeys
from forum.declarations.operations import intents, signing
from forum.register import published
from forum.register.operations import appending
from models.base import db

STEPS = (
    "the statement is built",
    "the assertion is verified",
    "the statement is used up",
    "the entry is appended",
    "the act is in the ledger",
    "all is written, nothing committed",
    "all is committed, the head not published",
    "the head is published, nothing answered",
)


def die_at(step: str) -> None:
    path = Path(os.environ["FORUM_TEST_KILL"])
    if path.exists() and path.read_text() == step:
        path.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def arm() -> None:
    places: tuple[tuple[Any, str], ...] = (
        (intents, "to_sign"),
        (passkeys, "verify"),
        (intents, "take"),
        (appending, "enter"),
        (signing, "record"),
    )
    for step, (module, name) in zip(STEPS, places, strict=False):
        setattr(module, name, _then_dying(getattr(module, name), step))
    published.after_commit = _noted(published.after_commit)
    published.keep = _then_dying(published.keep, STEPS[7])
    event.listen(Session, "before_commit", lambda session: _if_appended(session, STEPS[5]))
    event.listen(Session, "after_commit", lambda session: _if_appended(session, STEPS[6]), insert=True)


def _then_dying(work: Callable[..., Any], step: str) -> Callable[..., Any]:
    def done(*args: Any, **more: Any) -> Any:
        answer = work(*args, **more)
        die_at(step)
        return answer

    return done


def _noted(work: Callable[..., Any]) -> Callable[..., Any]:
    def done(*args: Any) -> Any:
        db.session().info["appended"] = True
        return work(*args)

    return done


def _if_appended(session: Session, step: str) -> None:
    """Savepoints commit too; only what ends the transaction of an act is meant."""
    if session.info.get("appended") and session.get_nested_transaction() is None:
        die_at(step)
