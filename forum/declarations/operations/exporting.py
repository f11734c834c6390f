"""Files of a version: each asked for once, made by a job, kept for a month."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.declarations.dossier import Dossier
from forum.declarations.exports import CLEAN, MARKED, PARALLEL, render, render_beside
from forum.declarations.exports.content import languages_of
from forum.declarations.exports.seal import SealMissing
from forum.declarations.exports.wanted import UNFINISHED, Wanted, at_once, languages_key, plain
from forum.declarations.queries import exports as reading
from forum.declarations.queries.declarations import WITH_LEAD, dossier_of
from forum.kit import clock, storage
from forum.kit.database import transaction
from forum.kit.making import WAITING, Maker, try_again
from forum.kit.typesetting import Unsettable
from models import Declaration, Export, Version
from models.base import db

ASKED_AT_ONCE = 3  # for the evidence, in one turn of the job
KEPT = dt.timedelta(days=30)
STILL = dt.timedelta(minutes=1)


def ask(dossier: Dossier, version: Version, wanted: Wanted) -> Export:
    """The row of this file, made when nobody asked before; one that failed is tried anew."""
    size, languages = reading.register_size(dossier.id), languages_key(wanted, languages_of(dossier, version))
    key = (version.id, size, wanted.format, wanted.row_variant, languages)
    row = reading.one(*key)
    if row is None:
        row = _add(dossier, key) or reading.one(*key)
    if row is None:
        raise LookupError("the row of an export went away")
    try_again(row)
    return row


def keep_ready() -> None:
    """Files of the evidence that no request can wait for are asked for when a declaration has been still for a minute."""
    with transaction():
        for declaration in reading.without_files(clock.now() - STILL, ASKED_AT_ONCE):
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
    row = Export(declaration_id=dossier.id, version_id=version_id, register_size=size, state=WAITING, tries=0)
    row.format, row.variant, row.languages, row.asked_at = form, variant, languages, clock.now()
    row.error, row.key, row.sha256, row.size = "", "", "", 0
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return None
    return row


def _content(row: Export) -> bytes:
    """The bytes of a row. Raises Unsettable, SealMissing."""
    declaration = db.session.scalars(
        select(Declaration).where(Declaration.id == row.declaration_id).options(WITH_LEAD)
    ).one()
    dossier = dossier_of(declaration)
    version = next(one for one in dossier.versions if one.id == row.version_id)
    return made(dossier, version, wanted_of(row))


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


maker = Maker(Export, _content, expected=(Unsettable, SealMissing))
