"""The log of a workspace: opening it, appending what was accepted, keeping it short. The rows of clauses follow it.

Every function works in the caller's transaction; whoever appends holds the row of the declaration, so that the ids of a
log grow in the order in which they are committed.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pycrdt import Doc, merge_updates
from sqlalchemy import delete, func, insert, select

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import projecting
from forum.declarations.text import document as workspace
from forum.declarations.text.replaying import Author, Replayed, replayed
from forum.kit import bus, clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from models import Clause, Declaration, DraftingClient, DraftingText, DraftingUpdate, Suggestion
from models.base import db


@dataclass(frozen=True)
class Workspace:
    doc: Doc[Any]
    upto: int  # id of the newest update in it


@dataclass(frozen=True)
class Write:
    """What one person wrote, merged to one update."""

    data: bytes
    person_id: int
    mandate_id: int
    city_id: int | None = None
    clients: frozenset[int] = frozenset()  # Yjs client ids under which it was written
    suggestions: frozenset[str] = frozenset()  # ids of suggestions that appear in it


class Claimed(Refused):
    """Somebody writes under a number that belongs to somebody else."""


def topic(declaration_id: int) -> str:
    """Where the bus announces what happens to this text."""
    return f"declaration:{declaration_id}"


def open(declaration_id: int) -> Workspace:
    """The document as the log has it; made from the rows where nobody has drafted live yet (then it writes)."""
    kept = db.session.get(DraftingText, declaration_id)
    if kept is None:
        hold(declaration_id)
        kept = db.session.get(DraftingText, declaration_id, populate_existing=True) or _seed(declaration_id)
    rows = since(declaration_id, kept.snapshot_upto)
    document = workspace.opened([*([kept.snapshot] if kept.snapshot else []), *(data for _id, data in rows)])
    return Workspace(document, rows[-1][0] if rows else kept.snapshot_upto)


def since(declaration_id: int, upto: int) -> list[tuple[int, bytes]]:
    """The updates after this id, in the order of the log."""
    statement = select(DraftingUpdate.id, DraftingUpdate.data).where(
        DraftingUpdate.declaration_id == declaration_id, DraftingUpdate.id > upto
    )
    return [(row.id, row.data) for row in db.session.execute(statement.order_by(DraftingUpdate.id))]


def append(declaration_id: int, writes: Sequence[Write]) -> list[int]:
    """Add what was accepted to the log; its ids. Raises Claimed. The caller has judged the right to write, and holds
    the declaration where the judgement must still be true at the commit."""
    hold(declaration_id)
    rows = []
    for write in writes:
        _claim(declaration_id, write)
        _stamp(declaration_id, write)
        author = {"person_id": write.person_id, "mandate_id": write.mandate_id}
        rows.append({"declaration_id": declaration_id, "data": write.data, "at": clock.now(), **author})
    if not rows:
        return []
    statement = insert(DraftingUpdate).returning(DraftingUpdate.id, sort_by_parameter_order=True)
    return list(db.session.scalars(statement, rows))


@contextmanager
def editing(
    dossier: Dossier,
    actor: Actor,
    act: str,
    whole: bool = True,
    suggestions: frozenset[str] = frozenset(),
    **credit: Any,
) -> Iterator[Doc[Any]]:
    """An edit that the server makes for somebody: appended to the log, shown in the rows, announced after the commit.

    `act` stands in the history of each paragraph whose words change; `credit` are columns of those rows; `suggestions`
    are ids that this edit brings in, and whoever acts suggests them.
    """
    project(dossier.id)
    opened = open(dossier.id)
    before = opened.doc.get_state()
    with opened.doc.transaction():
        yield opened.doc
    data = opened.doc.get_update(before)
    clients = frozenset({opened.doc.client_id}) if opened.doc.get_state() != before else frozenset()
    who = (actor.person_id or 0, actor.mandate_id or 0, actor.city_id)
    ids = append(dossier.id, [Write(data, *who, clients, suggestions)])
    author = Author(actor.person_id or 0, actor.mandate_id or 0, act, credit)
    uids: Any = workspace.paragraphs(opened.doc)
    projecting.follow(dossier.row, opened.doc, dict.fromkeys(uids, author), whole)
    _projected(dossier.id, ids[-1])
    bus.publish_after_commit(topic(dossier.id), {"what": "log", "upto": ids[-1]})


def prepare(declaration_id: int, most: int | None = None, before: Replayed | None = None) -> Replayed | None:
    """Go through what the rows do not show yet, at most so many updates; reads only. `before` is the stretch before it,
    whose document need not be opened again."""
    kept = db.session.get(DraftingText, declaration_id, populate_existing=True)
    if kept is None:
        return None
    statement = select(DraftingUpdate).where(DraftingUpdate.declaration_id == declaration_id)
    following = statement.where(DraftingUpdate.id > kept.projected_upto).order_by(DraftingUpdate.id).limit(most)
    updates = list(db.session.scalars(following))
    if not updates:
        return None
    goes_on = before is not None and before.upto == kept.projected_upto
    document = before.document if before and goes_on else _at(kept)
    return replayed(document, kept.projected_upto, updates)


def project(declaration_id: int, prepared: Replayed | None = None) -> bool:
    """Let the rows follow the log; whether there was anything to follow. Each state keeps its author.

    Who holds the text for long keeps those waiting who write: rooms prepare before they hold it, a stretch at a time.
    """
    if prepared is None and not _is_behind(declaration_id):
        return False
    hold(declaration_id)
    stretch = prepared or prepare(declaration_id)
    kept = db.session.get_one(DraftingText, declaration_id, populate_existing=True)
    if stretch and kept.projected_upto == stretch.start:
        projecting.show(db.session.get_one(Declaration, declaration_id), stretch)
        _projected(declaration_id, stretch.upto)
    return stretch is not None


def _is_behind(declaration_id: int) -> bool:
    newest = select(func.max(DraftingUpdate.id)).where(DraftingUpdate.declaration_id == DraftingText.declaration_id)
    statement = select(DraftingText.projected_upto < newest.scalar_subquery()).filter_by(declaration_id=declaration_id)
    return bool(db.session.scalar(statement))


def compact(declaration_id: int) -> None:
    """Write the newest snapshot, verified by reading it back, and merge what each author wrote in a row before it."""
    hold(declaration_id)
    opened = open(declaration_id)
    snapshot = opened.doc.get_update()
    if workspace.read(workspace.opened([snapshot])) != workspace.read(opened.doc):
        raise RuntimeError(f"the snapshot of declaration {declaration_id} does not read as its log does")
    kept = db.session.get_one(DraftingText, declaration_id)
    last = min(opened.upto, kept.projected_upto)
    _merge_rows(declaration_id, last)
    kept.snapshot, kept.snapshot_upto = snapshot, opened.upto
    db.session.flush()


def hold(declaration_id: int) -> None:
    """Keep the row of the declaration until the transaction ends: of two who append, one waits."""
    db.session.execute(select(Declaration.id).where(Declaration.id == declaration_id).with_for_update())


def _at(kept: DraftingText) -> Doc[Any]:
    """The document as the rows show it. A snapshot may be newer; then the log begins at its first row."""
    rows = select(DraftingUpdate.data).where(
        DraftingUpdate.declaration_id == kept.declaration_id, DraftingUpdate.id <= kept.projected_upto
    )
    start: list[bytes] = []
    if kept.snapshot and kept.snapshot_upto <= kept.projected_upto:
        start = [kept.snapshot]
        rows = rows.where(DraftingUpdate.id > kept.snapshot_upto)
    return workspace.opened([*start, *db.session.scalars(rows.order_by(DraftingUpdate.id))])


def _seed(declaration_id: int) -> DraftingText:
    declaration = db.session.get_one(Declaration, declaration_id)
    statement = select(Clause).filter_by(declaration_id=declaration_id).order_by(Clause.removed, Clause.position, Clause.id)
    clauses = list(db.session.scalars(statement))
    document = workspace.seeded(declaration.title, clauses)
    for clause in clauses:
        if clause.removed:
            workspace.paragraphs(document)[clause.uid]["removed"] = True
    row = DraftingUpdate(declaration_id=declaration_id, data=document.get_update(), at=clock.now())
    db.session.add(row)
    db.session.flush()
    kept = DraftingText(declaration_id=declaration_id, snapshot=b"", snapshot_upto=0, projected_upto=row.id)
    db.session.add(kept)
    db.session.flush()
    return kept


def _claim(declaration_id: int, write: Write) -> None:
    for client in sorted(write.clients):
        owner = db.session.scalar(select(DraftingClient).filter_by(declaration_id=declaration_id, client=client))
        if owner is None:
            mine = DraftingClient(declaration_id=declaration_id, client=client, person_id=write.person_id)
            mine.mandate_id = write.mandate_id
            db.session.add(mine)
        elif owner.person_id != write.person_id:
            raise Claimed(refuse(_("These words come under the name of somebody else."), _("Reload the text.")))


def _stamp(declaration_id: int, write: Write) -> None:
    """Who suggested, from which city, when: written down when an id is first seen, and never again."""
    if not write.suggestions or write.city_id is None:
        return
    statement = select(Suggestion.uid).where(
        Suggestion.declaration_id == declaration_id, Suggestion.uid.in_(write.suggestions)
    )
    known = set(db.session.scalars(statement))
    for uid in sorted(write.suggestions - known):
        row = Suggestion(declaration_id=declaration_id, uid=uid, person_id=write.person_id, at=clock.now())
        row.mandate_id, row.city_id = write.mandate_id, write.city_id
        db.session.add(row)


def _projected(declaration_id: int, upto: int) -> None:
    db.session.get_one(DraftingText, declaration_id).projected_upto = upto
    db.session.flush()


def _merge_rows(declaration_id: int, last: int) -> None:
    statement = select(DraftingUpdate).where(DraftingUpdate.declaration_id == declaration_id, DraftingUpdate.id <= last)
    rows = db.session.scalars(statement.order_by(DraftingUpdate.id))
    for _author, group in groupby(rows, key=lambda row: (row.person_id, row.mandate_id)):
        same: Iterable[DraftingUpdate] = list(group)
        *older, newest = same
        if older:
            newest.data = merge_updates(*(row.data for row in same))
            db.session.execute(delete(DraftingUpdate).where(DraftingUpdate.id.in_([row.id for row in older])))
    db.session.flush()
