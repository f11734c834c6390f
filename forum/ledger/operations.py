"""Recording an act, and letting higher features hear of it in the same transaction."""

from collections.abc import Callable
from typing import Any

from forum.kit import clock
from models import LedgerEvent
from models.base import db

Listener = Callable[[LedgerEvent], None]
_listeners: list[tuple[str, Listener]] = []


def listen(prefix: str, listener: Listener) -> None:
    """Call `listener(event)` for every verb that begins with `prefix`; wired in app.py only."""
    if (prefix, listener) not in _listeners:
        _listeners.append((prefix, listener))


def record(
    verb: str,
    actor: Any,
    subject: tuple[str, int],
    title: str,
    *,
    city_id: int | None = None,
    public: bool = False,
    **data: Any,
) -> LedgerEvent:
    """Append one act. `actor` has person_id, mandate_id and city_id; None where a deadline acted. `data` is JSON."""
    event = LedgerEvent(
        at=clock.now(),
        verb=verb,
        person_id=getattr(actor, "person_id", None),
        mandate_id=getattr(actor, "mandate_id", None),
        city_id=city_id or getattr(actor, "city_id", None),
        subject_kind=subject[0],
        subject_id=subject[1],
        title=title[:500],
        public=public,
        data=data,
    )
    db.session.add(event)
    db.session.flush()
    for prefix, listener in list(_listeners):
        if verb.startswith(prefix):
            listener(event)
    return event
