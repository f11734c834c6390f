"""The texts that may be moderated, and how each kind is hidden and comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from forum.discussion import operations as talk
from forum.exchange import standing
from forum.kit import markdown, subjects
from models import Comment, Contribution
from models.base import db

STATES = {"published": "shown"}  # a contribution's word for what a comment calls shown


@dataclass
class Text:
    """One text as moderators know it; `state` is shown, held, hidden or withdrawn."""

    kind: str
    id: int
    state: str
    title: str
    url: str
    author_id: int
    city_id: int | None
    byline: str
    words: str  # as they were typed, or without markup
    html: str
    row: Any


def find(kind: str, identity: int) -> Text | None:
    """The text, whoever asks; None where there is none."""
    return find_many([(kind, identity)]).get((kind, identity))


def find_many(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Text]:
    """Many at once: a few statements for each kind."""
    keys = list(keys)
    rows = {("comment", r.id): r for r in _rows(Comment, keys, "comment")}
    rows |= {("contribution", r.id): r for r in _rows(Contribution, keys, "contribution") if r.state != "draft"}
    found = subjects.find_many(rows, None)
    return {key: _text(rows[key], subject) for key, subject in found.items()}


def hide(text: Text) -> None:
    talk.hide(text.row) if text.kind == "comment" else standing.hide(text.row)


def show_again(text: Text, was_held: bool) -> None:
    """Bring a hidden text back; a comment that was never shown is announced now."""
    if text.kind == "comment":
        talk.show_first(text.row) if was_held else talk.show_again(text.row)
    else:
        standing.show_again(text.row)


def release(text: Text) -> None:
    talk.release(text.row)


def refuse(text: Text) -> None:
    talk.refuse_held(text.row)


def _rows(model: Any, keys: list[tuple[str, int]], kind: str) -> list[Any]:
    ids = [identity for one, identity in keys if one == kind]
    return list(db.session.scalars(select(model).where(model.id.in_(ids)))) if ids else []


def _text(row: Any, subject: subjects.Subject) -> Text:
    is_comment = subject.kind == "comment"
    return Text(
        kind=subject.kind,
        id=row.id,
        state=STATES.get(row.state, row.state),
        title=subject.title,
        url=subject.url,
        author_id=row.person_id if is_comment else row.author_id,
        city_id=row.city_id,
        byline=row.byline if is_comment else "",
        words=row.text if is_comment else markdown.plain(row.body_html),
        html=row.html if is_comment else row.body_html,
        row=row,
    )
