"""The rows of clauses as the picture of the workspace: each state of a paragraph with the person whose words it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pycrdt import Doc
from sqlalchemy import func, insert, select

from forum import ledger
from forum.declarations import following
from forum.declarations.text import document as workspace
from forum.declarations.text import runs
from forum.declarations.text.document import TITLE, Draft, Paragraph
from forum.declarations.text.replaying import Author, Replayed
from forum.kit import clock
from models import Clause, ClauseEdit, Declaration, Mandate, Suggestion, TextOrder
from models.base import db


def show(declaration: Declaration, replayed: Replayed) -> None:
    """Let the rows show a stretch of the log; it is one event, however many wrote."""
    picture = _Picture(declaration.id)
    for paragraph, author in replayed.states:
        picture.set(paragraph, author)
    _finish(declaration, replayed.document, picture, replayed.last, whole=False)
    _record(declaration, replayed.mandates)


def follow(declaration: Declaration, document: Doc[Any], authors: Mapping[str, Author], whole: bool) -> None:
    """Bring the rows to the state of the document at once; `authors` by uid, `whole` as in `following.Change`."""
    _finish(declaration, document, _Picture(declaration.id), authors, whole)


class _Picture:
    """The rows of one text while they are brought to another state, and the states that go into the history."""

    def __init__(self, declaration_id: int) -> None:
        self._id = declaration_id
        found = db.session.scalars(select(Clause).filter_by(declaration_id=declaration_id))
        self.rows = {row.uid: row for row in found}
        self.before = self.words()
        self._seen: dict[str, tuple[Any, ...]] = {}
        self._history: list[dict[str, Any]] = []

    def words(self) -> dict[str, str]:
        """What stands, by uid."""
        return {uid: row.text for uid, row in self.rows.items() if not row.removed}

    def set(self, now: Paragraph, author: Author, position: int = 0) -> None:
        """One row to one state; a new state of its words goes into the history."""
        row = self.rows.get(now.uid)
        if row is None:
            if now.added_by or now.removed:
                return
            row = self._new(now.uid, position)
            author = replace(author, act="added") if author.act == "changed" else author
        seen = self._seen.get(now.uid) or _seen(row)
        act = "removed" if now.removed and not row.removed else "restored" if row.removed and not now.removed else author.act
        row.kind, row.text, row.runs = now.kind, now.text, runs.to_json(now.runs)
        row.alternative, row.removed, row.joined, row.origin = now.alternative, now.removed, now.joined, now.origin
        row.position = position or row.position
        self._seen[now.uid] = (now.kind, now.text, now.alternative, now.removed, runs.standing(now.runs))
        if self._seen[now.uid] != seen or not row.edit:
            row.edit += 1
            self._keep(row, act, author, self._seen[now.uid][-1])

    def write(self) -> None:
        """Everything into the database, the history at once."""
        db.session.flush()
        if self._history:
            db.session.execute(insert(ClauseEdit), self._history)
            self._history = []

    def _new(self, uid: str, position: int) -> Clause:
        row = Clause(uid=uid, declaration_id=self._id, kind="", position=position, text="", edit=0, removed=False)
        db.session.add(row)
        self.rows[uid] = row
        return row

    def _keep(self, row: Clause, act: str, author: Author, standing: runs.Runs) -> None:
        state = {"declaration_id": self._id, "uid": row.uid, "edit": row.edit, "act": act, "text": row.text}
        who = {"person_id": author.person_id, "mandate_id": author.mandate_id, "at": clock.now(), "amendment_id": None}
        more = {"kind": row.kind, "position": row.position, "runs": runs.to_json(standing)}
        self._history.append(state | who | more | dict(author.credit))


def _seen(row: Clause) -> tuple[Any, ...]:
    """What of a row makes a new edit when it changes; nothing equals a row that was never written."""
    standing = runs.standing(runs.from_json(row.runs, row.text)) if row.edit else ()
    return row.kind, row.text, row.alternative or False, row.removed, standing


def _finish(
    declaration: Declaration, document: Doc[Any], picture: _Picture, authors: Mapping[str, Author], whole: bool
) -> None:
    draft = workspace.read(document)
    order = {p.uid: place for place, p in enumerate(draft.standing, 1)}
    for uid, place in order.items():
        if uid in picture.rows and picture.rows[uid].position != place:
            picture.rows[uid].position = place
    for uid, author in authors.items():
        if uid != TITLE and uid in draft.paragraphs:
            picture.set(draft.paragraphs[uid], author, order.get(uid, 0))
    if draft.title and declaration.title != draft.title[:200]:
        declaration.title = draft.title[:200]
    if authors:
        declaration.text_edited_at = clock.now()
    _note_suggestions(declaration.id, draft)
    picture.write()
    _note_order(declaration, draft)
    _tell(declaration.id, document, picture, authors, whole)


def _tell(declaration_id: int, document: Doc[Any], picture: _Picture, authors: Mapping[str, Author], whole: bool) -> None:
    before, after = picture.before, picture.words()
    changed = {uid for uid in {*before, *after} if before.get(uid) != after.get(uid)}
    if changed:
        words = {uid: before.get(uid, "") for uid in changed}, {uid: after[uid] for uid in changed if uid in after}
        told = {uid: authors[uid].person_id if uid in authors else None for uid in changed}
        following.tell(following.Change(declaration_id, document, *words, whole, told))


def _record(declaration: Declaration, mandates: Iterable[int]) -> None:
    """Who wrote since the rows were last brought up to date; search and history hear of it once for all of them."""
    statement = select(Mandate.id, Mandate.person_id, Mandate.city_id).where(Mandate.id.in_(mandates))
    wrote = db.session.execute(statement.order_by(Mandate.id)).all()
    if wrote:
        only = wrote[0] if len(wrote) == 1 else None
        author = Author(only.person_id, only.id) if only else None
        ledger.record(
            "declaration.text_written",
            author,
            ("declaration", declaration.id),
            declaration.title,
            city_id=only.city_id if only else None,
            mandates=[row.id for row in wrote],
            people=[row.person_id for row in wrote],
        )


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
    """One that vanished without a decision was taken back; undo brings it again. One that was decided and stands in the
    text again, since its author was writing at that moment, is open again."""
    waiting = Suggestion.state.in_(("open", "withdrawn"))
    statement = select(Suggestion).filter_by(declaration_id=declaration_id)
    for row in db.session.scalars(statement.where(waiting | Suggestion.uid.in_(sorted(draft.suggestions)))):
        state = "open" if row.uid in draft.suggestions else "withdrawn"
        if row.state != state:
            row.state = state
