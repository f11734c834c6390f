"""The text in other forms for the bundle, as of the moment of the head: asked twice, they are the same bytes."""

import datetime as dt

from sqlalchemy import select

from forum.declarations import exports
from forum.declarations.dossier import Dossier
from forum.declarations.exports.content import languages_of
from forum.kit import clock, storage
from models import Export, Version
from models.base import db

READY = "ready"


def exports_for(dossier: Dossier, head_time: int) -> list[tuple[str, bytes]]:
    """Of the version in force: what is quick to make is made, and of the rest what is there."""
    version = dossier.version
    if version is None:
        return []
    found: dict[str, bytes] = {}
    with clock.at(dt.datetime.fromtimestamp(head_time, dt.UTC)):
        for name, known in exports.FORMATS.items():
            if not known.slow:
                found |= _made(name, known.by_language, dossier, version)
    return sorted((found | _kept(dossier, version)).items())


def _made(name: str, by_language: bool, dossier: Dossier, version: Version) -> dict[str, bytes]:
    codes = [one.code for one in languages_of(dossier, version) if one.signed] if by_language else []
    return {
        exports.filename(name, dossier, version, code or ""): exports.render(name, dossier, version, code)
        for code in (codes or [None])
    }


def _kept(dossier: Dossier, version: Version) -> dict[str, bytes]:
    """Files that a job has made; of two that differ in age the newer one."""
    rows = select(Export).filter_by(version_id=version.id, state=READY).order_by(Export.register_size, Export.id)
    found: dict[str, bytes] = {}
    for row in db.session.scalars(rows):
        content = storage.get(row.key) if row.format in exports.FORMATS else None
        if content is not None:
            stem, _dot, extension = exports.filename(row.format, dossier, version, row.languages).rpartition(".")
            variant = "" if row.variant == exports.CLEAN else f"-{row.variant}"
            found[f"{stem}{variant}.{extension}"] = content
    return found
