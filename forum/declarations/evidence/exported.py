"""The text in other forms for the bundle, as of the moment of the head: asked twice, they are the same bytes."""

import datetime as dt

from sqlalchemy import select

from forum.declarations import exports
from forum.declarations.dossier import Dossier
from forum.declarations.exports.wanted import Wanted, at_once, plain
from forum.kit import clock, storage
from forum.kit.making import READY
from models import Export, Version
from models.base import db


def exports_for(dossier: Dossier, head_time: int) -> list[tuple[str, bytes]]:
    """Of the version in force, clean and in each signed language: what a request can wait for is made; of the rest what is
    kept, which `exporting.keep_ready` has made soon after each act."""
    version = dossier.version
    if version is None:
        return []
    with clock.at(dt.datetime.fromtimestamp(head_time, dt.UTC)):
        found = dict(_made(one, dossier, version) for one in plain(dossier, version) if at_once(one, dossier, version))
    return sorted((found | _kept(dossier, version)).items())


def _made(one: Wanted, dossier: Dossier, version: Version) -> tuple[str, bytes]:
    code = one.languages[0] if one.languages else None
    name = exports.filename(one.format, dossier, version, code or "")
    return name, exports.render(one.format, dossier, version, code)


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
