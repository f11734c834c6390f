"""The log gone through after what the rows show: which paragraph stood how, under whose hand. No database here."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from pycrdt import Doc

from forum.declarations.text import document as workspace
from forum.declarations.text.document import Paragraph


class Updatelike(Protocol):
    id: int
    data: bytes
    person_id: int | None
    mandate_id: int | None


@dataclass(frozen=True)
class Author:
    """Who changed a paragraph, under which mandate; `act` names it in the history, `credit` are more columns there."""

    person_id: int
    mandate_id: int
    act: str = "changed"
    credit: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Replayed:
    """A stretch of the log. A state of a paragraph is kept when its author changes; the last ones are in the document."""

    start: int  # id of the newest update that the rows showed before it
    upto: int  # id of its newest update
    document: Doc[Any]  # as it is after it
    states: list[tuple[Paragraph, Author]]
    last: dict[str, Author]  # who changed each touched paragraph last
    mandates: list[int]  # under which it was written


def replayed(document: Doc[Any], start: int, updates: Sequence[Updatelike]) -> Replayed:
    """`document` is as the rows show it; it is carried on."""
    kept: list[tuple[Paragraph, Author]] = []
    last: dict[str, Author] = {}
    states: dict[str, Paragraph] = {}
    with _touched(document) as touched:
        for update in updates:
            touched.clear()
            document.apply_update(update.data)
            author = Author(update.person_id or 0, update.mandate_id or 0)
            for uid in sorted(touched):
                if uid in last and last[uid].person_id != author.person_id and uid in states:
                    kept.append((states[uid], last[uid]))
                last[uid] = author
                _read_state(document, uid, states)
    mandates = list(dict.fromkeys(update.mandate_id for update in updates if update.mandate_id))
    return Replayed(start, updates[-1].id, document, kept, last, mandates)


def _read_state(document: Doc[Any], uid: str, states: dict[str, Paragraph]) -> None:
    try:
        states[uid] = workspace.read_one(uid, workspace.paragraphs(document)[uid])
    except (KeyError, ValueError):
        states.pop(uid, None)


@contextmanager
def _touched(document: Doc[Any]) -> Iterator[set[str]]:
    """The uids of the paragraphs that updates touch, collected while this is open."""
    found: set[str] = set()

    def note(events: Any) -> None:
        for event in events:
            found.update([event.path[0]] if event.path else list(event.keys))

    root = workspace.paragraphs(document)
    subscription = root.observe_deep(note)
    try:
        yield found
    finally:
        root.unobserve(subscription)
