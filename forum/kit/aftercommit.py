"""Work that waits for the commit of the present transaction, and is forgotten when it, or its savepoint, is rolled back."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from models.base import db

QUEUE = "forum.after_commit"


def then(work: Callable[[], None]) -> None:
    """Do it after the commit, in the order in which it was asked for; it opens no transaction."""
    session = db.session()
    part = session.get_nested_transaction() or session.get_transaction()
    session.info.setdefault(QUEUE, []).append((part, work))


@event.listens_for(Session, "after_commit")
def _do_what_waits(session: Session) -> None:
    """A savepoint that ends well hands its work to what surrounds it."""
    waiting = session.info.get(QUEUE)
    if not waiting:
        return
    part = session.get_nested_transaction()
    if part is not None:
        session.info[QUEUE] = [(part.parent if item[0] is part else item[0], item[1]) for item in waiting]
        return
    session.info[QUEUE] = []
    for _part, work in waiting:
        work()


@event.listens_for(Session, "after_transaction_end")
def _forget_what_waits(session: Session, ended: Any) -> None:
    """Rolled back, or closed without a commit."""
    if session.info.get(QUEUE):
        root = ended.parent is None
        session.info[QUEUE] = [] if root else [item for item in session.info[QUEUE] if item[0] is not ended]
