"""The rows of clauses as the picture of the workspace: each state of a paragraph with the person whose words it is."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pycrdt import Doc
from sqlalchemy import func, select

from forum import ledger
from forum.declarations import following
from forum.declarations.text import document as workspace
from forum.declarations.text import runs
from forum.declarations.text.document import TITLE, Draft, Paragraph
from forum.kit import clock
from models import Clause, ClauseEdit, Declaration, DraftingUpdate, Mandate, Suggestion, TextOrder
from models.base import db


@dataclass(frozen=True)
class Author:
    """Who changed a paragraph, under which mandate; `act` names it in the history, `credit` are more columns there."""

    person_id: int
    mandate_id: int
    act: str = "changed"
    credit: Mapping[str, Any] = field(default_factory=dict)


def replay(declaration: Declaration, document: Doc[Any], updates: Sequence[DraftingUpdate]) -> None:
    """Go through the log after what the rows show. A state of a paragraph is kept when its author changes, and at the end.

    `document` is as the rows show it, and as the newest of the updates afterwards. Each author's writing is one event.
    """
    rows = _rows(declaration.id)
    before = _words(rows)
    pending: dict[str, Author] = {}
    states: dict[str, Paragraph] = {}
    with _touched(document) as touched:
        for update in updates:
            touched.clear()
            document.apply_update(update.data)
            author = Author(update.person_id or 0, update.mandate_id or 0)
            for uid in sorted(touched):
                if uid in pending and pending[uid].person_id != author.person_id and uid in states:
                    _write(declaration.id, rows, states[uid], pending[uid])
                pending[uid] = author
                _read_state(document, uid, states)
    _finish(declaration, document, rows, before, pending, whole=False)
    _record(declaration, updates)


def follow(declaration: Declaration, document: Doc[Any], authors: Mapping[str, Author], whole: bool) -> None:
    """Bring the rows to the state of the document at once; `authors` by uid, `whole` as in `following.Change`."""
    rows = _rows(declaration.id)
    _finish(declaration, document, rows, _words(rows), authors, whole)


def _finish(
    declaration: Declaration,
    document: Doc[Any],
    rows: dict[str, Clause],
    before: Mapping[str, str],
    authors: Mapping[str, Author],
    whole: bool,
) -> None:
    draft = workspace.read(document)
    order = {p.uid: place for place, p in enumerate(draft.standing, 1)}
    for uid, place in order.items():
        if uid in rows and rows[uid].position != place:
            rows[uid].position = place
    for uid, author in authors.items():
        if uid != TITLE and uid in draft.paragraphs:
            _write(declaration.id, rows, draft.paragraphs[uid], author, order.get(uid, 0))
    if draft.title and declaration.title != draft.title[:200]:
        declaration.title = draft.title[:200]
    if authors:
        declaration.text_edited_at = clock.now()
    _note_suggestions(declaration.id, draft)
    db.session.flush()
    _note_order(declaration, draft)
    after = _words(rows)
    changed = {uid for uid in {*before, *after} if before.get(uid) != after.get(uid)}
    if changed:
        words = {uid: before.get(uid, "") for uid in changed}, {uid: after[uid] for uid in changed if uid in after}
        told = {uid: authors[uid].person_id if uid in authors else None for uid in changed}
        following.tell(following.Change(declaration.id, document, *words, whole, told))


def _write(declaration_id: int, rows: dict[str, Clause], now: Paragraph, author: Author, position: int = 0) -> None:
    """One row to one state; a new state of its words goes into the history."""
    row = rows.get(now.uid)
    if row is None:
        if now.added_by or now.removed:
            return
        row = Clause(uid=now.uid, declaration_id=declaration_id, kind="", position=position, text="", edit=0, removed=False)
        db.session.add(row)
        rows[now.uid] = row
        author = replace(author, act="added") if author.act == "changed" else author
    was = (row.kind, row.text, row.alternative or False, row.removed, _standing_of(row))
    act = "removed" if now.removed and not row.removed else "restored" if row.removed and not now.removed else author.act
    row.kind, row.text, row.runs = now.kind, now.text, runs.to_json(now.runs)
    row.alternative, row.removed, row.joined, row.origin = now.alternative, now.removed, now.joined, now.origin
    row.position = position or row.position
    if was != (row.kind, row.text, row.alternative, row.removed, _standing_of(row)) or not row.edit:
        row.edit += 1
        kept = ClauseEdit(declaration_id=declaration_id, uid=row.uid, edit=row.edit, act=act, text=row.text, kind=row.kind)
        kept.person_id, kept.mandate_id, kept.at = author.person_id, author.mandate_id, clock.now()
        kept.position, kept.runs = row.position, runs.to_json(runs.standing(now.runs))
        for name, value in author.credit.items():
            setattr(kept, name, value)
        db.session.add(kept)


def _standing_of(row: Clause) -> runs.Runs:
    return runs.standing(runs.from_json(row.runs, row.text)) if row.edit else ()


def _rows(declaration_id: int) -> dict[str, Clause]:
    return {row.uid: row for row in db.session.scalars(select(Clause).filter_by(declaration_id=declaration_id))}


def _words(rows: Mapping[str, Clause]) -> dict[str, str]:
    return {uid: row.text for uid, row in rows.items() if not row.removed}


def _record(declaration: Declaration, updates: Sequence[DraftingUpdate]) -> None:
    """Who wrote since the rows were last brought up to date; search and history hear of it."""
    for mandate_id in dict.fromkeys(update.mandate_id for update in updates if update.mandate_id):
        mandate = db.session.get_one(Mandate, mandate_id)
        author = Author(mandate.person_id, mandate.id)
        subject = ("declaration", declaration.id)
        ledger.record("declaration.text_written", author, subject, declaration.title, city_id=mandate.city_id)


def _read_state(document: Doc[Any], uid: str, states: dict[str, Paragraph]) -> None:
    try:
        states[uid] = workspace.read_one(uid, workspace.paragraphs(document)[uid])
    except (KeyError, ValueError):
        states.pop(uid, None)


def _note_order(declaration: Declaration, draft: Draft) -> None:
    """What the states of paragraphs do not say: a past moment is put together from them in this order."""
    uids = [paragraph.uid for paragraph in draft.standing]
    last = select(TextOrder).filter_by(declaration_id=declaration.id).order_by(TextOrder.id.desc()).limit(1)
    kept = db.session.scalar(last)
    if kept is None or (kept.uids, kept.title) != (uids, declaration.title):
        newest = db.session.scalar(select(func.max(ClauseEdit.id)).filter_by(declaration_id=declaration.id)) or 0
        row = TextOrder(declaration_id=declaration.id, edit_id=newest, title=declaration.title, uids=uids, at=clock.now())
        db.session.add(row)
        db.session.flush()


def _note_suggestions(declaration_id: int, draft: Draft) -> None:
    """A suggestion that vanished without a decision was taken back; undo brings it again."""
    statement = select(Suggestion).filter_by(declaration_id=declaration_id)
    for row in db.session.scalars(statement.where(Suggestion.state.in_(("open", "withdrawn")))):
        state = "open" if row.uid in draft.suggestions else "withdrawn"
        if row.state != state:
            row.state = state


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
