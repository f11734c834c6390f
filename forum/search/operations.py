"""Keeping the index: in the transaction of the act, by kind and id, or all of it at once."""

from collections.abc import Callable, Iterable
from dataclasses import asdict

from sqlalchemy import delete, insert, select, text
from sqlalchemy import event as event_of
from sqlalchemy.orm import Session, SessionTransaction

from forum.kit.database import transaction
from forum.search import documents, said, words
from forum.search.documents import Document
from models import Contribution, LedgerEvent, SearchDocument
from models.base import db
from models.search import FTS, GIN, SQLITE_TRIGGERS, WORDS

BULK = 2000
NOTED = "to be found anew"  # in the session: kind -> ids
Progress = Callable[[int], None]


def keep(event: LedgerEvent) -> None:
    """Listens to the ledger and notes what is to be written anew; an act of talk changes only the comment.

    It is written just before the commit, in the same transaction, because an act may record first and change after.
    """
    comment_id, judged = event.data.get("comment_id"), event.data.get("text")
    if comment_id:
        _note("comment", comment_id)
    if event.data.get("renamed"):  # a body, whose name stands in what it answered
        for identity in said.answered_by(event.subject_id):
            _note("recommendation", identity)
    if isinstance(judged, list):  # moderation names the text that it judged
        _note(*judged)
    elif not (comment_id and event.verb.startswith("comment.")):
        _note(event.subject_kind, event.subject_id)


def settle() -> None:
    """Write what was noted in this transaction."""
    noted: dict[str, set[int]] = db.session.info.pop(NOTED, {})
    for identity in noted.pop("contribution", ()):
        kind = db.session.scalar(select(Contribution.kind).filter_by(id=identity))
        noted.setdefault(str(kind), set()).add(identity)
    for kind, ids in noted.items():
        if kind in documents.kinds():
            write(kind, sorted(ids))


@event_of.listens_for(Session, "before_commit")
def _settle_before(session: Session) -> None:
    if NOTED in session.info and session is db.session():
        settle()


@event_of.listens_for(Session, "after_soft_rollback")
def _forget_after(session: Session, previous: SessionTransaction) -> None:
    if not previous.nested:
        session.info.pop(NOTED, None)


def _note(kind: str, identity: int) -> None:
    db.session.info.setdefault(NOTED, {}).setdefault(kind, set()).add(identity)


def write(kind: str, ids: Iterable[int]) -> None:
    """Bring these things into the index as they are now, or out of it; their comments follow where their readers change."""
    ids = list(ids)
    known = {row.thing_id: row for row in db.session.scalars(_of(kind, ids))}
    now = {document.thing_id: document for document in documents.load(kind, ids)}
    for identity in ids:
        before, document = known.get(identity), now.get(identity)
        old_audience = before.audience if before else None
        if document is None and before is not None:
            db.session.delete(before)
        elif document is not None:
            _fill(before, document)
        if kind != "comment" and old_audience != (document.audience if document else None):
            db.session.flush()
            _with_comments(documents.SUBJECTS.get(kind, kind), identity)
    db.session.flush()


def remove(kind: str, identity: int) -> None:
    db.session.execute(delete(SearchDocument).filter_by(kind=kind, thing_id=identity))


def reindex(progress: Progress | None = None) -> int:
    """Write the whole index anew, in one transaction; the number of documents. `progress` hears how many are done."""
    done = 0
    with transaction() as session:
        sqlite = db.engine.dialect.name == "sqlite"
        _stop_following(sqlite)
        session.execute(delete(SearchDocument))
        for kind in documents.kinds():
            for some in batched(documents.load(kind), BULK):
                session.execute(insert(SearchDocument), [_columns(document) for document in some])
                done += len(some)
                if progress:
                    progress(done)
        _follow_again(sqlite)
    return done


def fill_if_empty() -> None:
    """After a migration that emptied the index."""
    some = db.session.scalar(select(SearchDocument.id).limit(1))
    db.session.rollback()
    if some is None:
        reindex()


def batched(items: Iterable[Document], size: int) -> Iterable[list[Document]]:
    some: list[Document] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _of(kind: str, ids: list[int]):
    return select(SearchDocument).where(SearchDocument.kind == kind, SearchDocument.thing_id.in_(ids))


def _columns(document: Document) -> dict[str, object]:
    stems = {"stems": words.stems(document.text, document.language)}
    if document.kind == "comment":
        return asdict(document) | stems | {"title_stems": ""}  # found by its own words, not by its subject's
    return asdict(document) | stems | {"title_stems": words.title_stems(document.title, document.language)}


def _fill(row: SearchDocument | None, document: Document) -> None:
    values = _columns(document)
    values["text"] = words.composed(document.text)
    if row is None:
        db.session.add(SearchDocument(**values))
        return
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _with_comments(subject_kind: str, subject_id: int) -> None:
    """Its comments have the readers that it has."""
    write("comment", documents.comments_on(subject_kind, subject_id))


def _stop_following(sqlite: bool) -> None:
    """Filling the full-text index once at the end is much faster than row by row."""
    if sqlite:
        for name in SQLITE_TRIGGERS:
            db.session.execute(text(f"DROP TRIGGER {name}"))
    else:
        db.session.execute(text(f"DROP INDEX {GIN}"))


def _follow_again(sqlite: bool) -> None:
    if sqlite:
        db.session.execute(text(f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')"))
        for name, body in SQLITE_TRIGGERS.items():
            db.session.execute(text(f"CREATE TRIGGER {name} {body}"))
    else:
        db.session.execute(text(f"CREATE INDEX {GIN} ON search_document USING gin ({WORDS})"))
