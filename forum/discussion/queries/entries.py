"""A comment as it is drawn: its row, and everything that was decided about it for this reader."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forum.accounts.actor import Actor
from forum.kit.subjects import Subject

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Viewer:
    """What the reader may do with any comment of the page: decided once, the same for all of them."""

    react: bool
    answer: bool
    flag: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What a higher feature says beside a talk: what became of its words, that it is settled, and where to settle it."""

    gone: str = ""
    settled: str = ""
    act: str = ""  # the address that settles it or opens it again, for who may


@dataclass(frozen=True, slots=True)
class Entry:
    """One comment as it is drawn. It is compared by its values: equal entries look alike, so they are drawn once."""

    id: int
    name: str
    office: str
    monogram: str
    tone: int
    html: str
    state: str
    at: dt.datetime
    edited: bool
    reply: bool
    continues: bool  # the comment that it hangs under stands on an earlier page
    own: bool
    readable: bool
    reactions: tuple[tuple[str, int], ...]
    mine: frozenset[str]
    quote: str
    quote_gone: bool
    beside: Beside | None = None


def entry_of(
    row: Any,
    number: int,
    rows: list[Any],
    actor: Actor,
    subject: Subject,
    mine: dict[Any, frozenset[str]],
    beside: Callable[[Any], Beside | None] | None = None,
) -> Entry:
    name, _comma, office = row.byline.partition(", ")
    own = actor.person_id is not None and row.person_id == actor.person_id
    letters = row.city or name
    reply = row.thread_id != row.id
    return Entry(
        id=row.id,
        name=name,
        office=office,
        monogram=letters[:1],
        tone=sum(map(ord, letters)) % 8 + 1,
        html=row.html,
        state=row.state,
        at=row.at,
        edited=row.edited_at is not None,
        reply=reply,
        continues=reply and (number == 0 or rows[number - 1].thread_id != row.thread_id),
        own=own,
        readable=row.state == "shown" or (row.state != "withdrawn" and (own or actor.is_staff)),
        reactions=tuple(row.reactions.items()),
        mine=mine.get(("comment", row.id), NONE),
        quote=row.quote,
        beside=beside(row) if beside else None,
        quote_gone=bool(
            beside is None and row.quote and row.clause_uid and row.quote not in subject.clauses.get(row.clause_uid, "")
        ),
    )


def _is_gone(row: Any, subject: Subject) -> bool:
    """Of a quote that nobody follows it can only be said whether the same words still stand."""
    return bool(row.quote and row.clause_uid and row.quote not in subject.clauses.get(row.clause_uid, ""))
