"""Files of a version that take a while: asked for once, made by a job, kept for a month.

A row is waiting until its file lies in the storage. Who makes one says so first (`begun_at`, `tries`) and commits; if that
process is killed, the row is taken again after a while. Nothing is held in the database while pages are set.
"""

import datetime as dt
import hashlib

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.declarations.dossier import Dossier
from forum.declarations.exports import CLEAN, MARKED, PARALLEL, render, render_beside
from forum.declarations.exports.content import languages_of
from forum.declarations.exports.seal import SealMissing
from forum.declarations.exports.wanted import UNFINISHED, Wanted, at_once, languages_key, plain
from forum.declarations.queries import exports as reading
from forum.declarations.queries.declarations import WITH_LEAD, dossier_of
from forum.kit import clock, storage
from forum.kit.database import changed_one, transaction
from forum.kit.i18n import _
from forum.kit.typesetting import Unsettable
from models import Declaration, Export, Version
from models.base import db

log = structlog.get_logger()
TRIES = 3
MOST_AT_ONCE = 3
TAKEN_AGAIN = dt.timedelta(seconds=90)  # longer than the typesetter may take
KEPT = dt.timedelta(days=30)
STILL = dt.timedelta(minutes=1)
LONGEST_ERROR = 500


def ask(dossier: Dossier, version: Version, wanted: Wanted) -> Export:
    """The row of this file, made when nobody asked before; one that failed is tried anew."""
    size, languages = reading.register_size(dossier.id), languages_key(wanted, languages_of(dossier, version))
    key = (version.id, size, wanted.format, wanted.row_variant, languages)
    row = reading.one(*key)
    if row is None:
        row = _add(dossier, key) or reading.one(*key)
    if row is None:
        raise LookupError("the row of an export went away")
    if row.state == reading.FAILED:
        row.state, row.tries, row.error, row.begun_at, row.asked_at = reading.WAITING, 0, "", None, clock.now()
    db.session.flush()
    return row


def make_waiting() -> None:
    """Runs every few seconds, one file after the other; mail and deadlines have their turn in between."""
    for _turn in range(MOST_AT_ONCE):
        if not _somebody_waits():
            return
        with transaction():
            row = reading.next_waiting(clock.now() - TAKEN_AGAIN)
            if row is None:
                return
            identity, mine = row.id, _taken(row)
        if mine:
            _make(identity)


def _somebody_waits() -> bool:
    """Asked without the writer's place, which most of the time nobody needs."""
    found = reading.next_waiting(clock.now() - TAKEN_AGAIN) is not None
    db.session.rollback()
    return found


def keep_ready() -> None:
    """Files of the evidence that no request can wait for are asked for when a declaration has been still for a minute."""
    with transaction():
        for declaration in reading.without_files(clock.now() - STILL, MOST_AT_ONCE):
            dossier = dossier_of(declaration)
            version = dossier.version
            for one in plain(dossier, version) if version else []:
                if version and not at_once(one, dossier, version):
                    ask(dossier, version, one)


def tidy() -> None:
    """Files of rows that are old, and the rows; whoever wants such a file again asks for it again."""
    with transaction():
        for row in reading.older_than(clock.now() - KEPT):
            if row.key:
                storage.remove(row.key)
            db.session.delete(row)


def _add(dossier: Dossier, key: tuple[int, int, str, str, str]) -> Export | None:
    """None where somebody else asked for the same file at the same moment."""
    version_id, size, form, variant, languages = key
    row = Export(declaration_id=dossier.id, version_id=version_id, register_size=size, state=reading.WAITING, tries=0)
    row.format, row.variant, row.languages, row.asked_at = form, variant, languages, clock.now()
    row.error, row.key, row.sha256, row.size = "", "", "", 0
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return None
    return row


def _taken(row: Export) -> bool:
    """Say that it is being made; False where another process said so in the meantime, or it was tried too often."""
    if row.tries >= TRIES:
        row.state, row.error = reading.FAILED, _("Making it was interrupted %(count)d times.", count=TRIES)
        return False
    same = update(Export).where(Export.id == row.id, Export.tries == row.tries, Export.state == reading.WAITING)
    return changed_one(same.values(tries=row.tries + 1, begun_at=clock.now()))


def _make(identity: int) -> None:
    try:
        content = _content(identity)
    except Exception as wrong:
        db.session.rollback()
        expected = isinstance(wrong, Unsettable | SealMissing)
        if not expected:
            log.exception("export failed", export=identity)
        _note_failure(identity, str(wrong) if expected else _("An error of the forum; its log says more."), final=expected)
        return
    key = storage.new_key()
    storage.put(key, content)
    with transaction():
        values = {"state": reading.READY, "key": key, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        done = update(Export).where(Export.id == identity, Export.state == reading.WAITING)
        if not changed_one(done.values(made_at=clock.now(), error="", **values)):
            storage.remove(key)  # somebody else was faster


def _content(identity: int) -> bytes:
    """Set the pages; reads only."""
    row = db.session.get_one(Export, identity)
    declaration = db.session.scalars(
        select(Declaration).where(Declaration.id == row.declaration_id).options(WITH_LEAD)
    ).one()
    dossier = dossier_of(declaration)
    version = next(one for one in dossier.versions if one.id == row.version_id)
    content = made(dossier, version, wanted_of(row))
    db.session.rollback()
    return content


def made(dossier: Dossier, version: Version, wanted: Wanted) -> bytes:
    """The bytes of a file, now. Raises Unsettable, SealMissing."""
    if wanted.variant == PARALLEL:
        return render_beside(wanted.format, dossier, version, wanted.languages)
    against = next((one for one in dossier.versions if one.number == wanted.against), None)
    return render(wanted.format, dossier, version, wanted.languages[0] if wanted.languages else None, against)


def wanted_of(row: Export) -> Wanted:
    variant, _dash, against = row.variant.partition("-")
    codes = tuple(code.rstrip(UNFINISHED) for code in row.languages.split(",") if code)
    return Wanted(row.format, variant if variant in (MARKED, PARALLEL) else CLEAN, codes, int(against) if against else None)


def _note_failure(identity: int, sentence: str, final: bool) -> None:
    """What would fail again in the same way is not tried again."""
    with transaction():
        row = db.session.get(Export, identity)
        if row is not None and row.state == reading.WAITING:
            row.error, row.begun_at = sentence[:LONGEST_ERROR], None
            if final or row.tries >= TRIES:
                row.state = reading.FAILED
