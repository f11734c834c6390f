"""Objecting to a correction of signed words: it is not in force, the version before stands, the chair is told.

What this means stands in docs/decisions/007.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.counting import recount
from forum.declarations.operations.entering import digest_of, enter, enter_opening
from forum.declarations.operations.record import record
from forum.declarations.operations.restoring import write_whole
from forum.declarations.rules import correcting as rules
from forum.declarations.text import frozen
from forum.kit import clock, site
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import NextText, Objection, Version
from models.base import db


def window() -> dt.timedelta:
    """For how long a correction is open to objection."""
    return dt.timedelta(days=int(site.value("objection_days")))


def object_to(dossier: Dossier, actor: Actor, reason: str) -> Objection:
    """The first objection ends a correction, so there is one at most. Raises Refused."""
    require(rules.can_object(dossier, actor))
    corrected = dossier.correction
    if corrected is None:
        raise ValueError("a correction is open where a city may object")
    standing = update(Version).where(Version.id == corrected.id, Version.objected_at.is_(None))
    if not changed_one(standing.values(objected_at=clock.now())):
        raise Refused(refuse(_("Another city has objected already."), _("The version before stands.")))
    db.session.refresh(corrected, ["objected_at"])
    row = Objection(declaration_id=dossier.id, version_id=corrected.id, city_id=actor.city_id, reason=reason)
    row.person_id, row.mandate_id, row.byline = actor.person_id or 0, actor.mandate_id or 0, actor.byline
    about: dict[str, Any] = {"version": corrected.number, "text_sha256": corrected.manifest_sha256}
    row.register_index = enter(dossier, actor, "object", **about, reason_sha256=digest_of(reason)).index
    row.at = clock.now()
    db.session.add(row)
    _go_back(dossier, actor, corrected)
    asked = _asked_again(dossier, corrected)
    _leave_time(dossier, actor, asked)
    recount(dossier)
    standing_now = dossier.version.number if dossier.version else 0
    said = {"version": corrected.number, "stands": standing_now, "asked_city_ids": asked, "byline": row.byline}
    record(dossier, "correction_objected", actor, reason=reason, register_index=row.register_index, **said)
    return row


def _go_back(dossier: Dossier, actor: Actor, corrected: Version) -> None:
    """The working text becomes the version that stands; the corrected words wait for the chair as the next one."""
    version = dossier.version
    if version is None:
        return
    stands: Sequence[Any] = frozen.read(version.canonical)
    write_whole(dossier, actor, stands, "restored", frozen.title(version.canonical))
    kept = db.session.get(NextText, dossier.id)
    if kept is not None:
        db.session.delete(kept)
        db.session.flush()
    words = [[clause.uid, clause.kind, clause.text] for clause in frozen.read(corrected.canonical)]
    row = NextText(declaration_id=dossier.id, after_version=version.number, clauses=words, at=clock.now())
    row.person_id, row.mandate_id = corrected.person_id, corrected.mandate_id
    db.session.add(row)
    db.session.flush()


def _asked_again(dossier: Dossier, corrected: Version) -> list[int]:
    """Cities that signed the corrected words: they have not signed what stands."""
    counted = {s.city_id for s in dossier.standing}
    cities = {s.city_id for s in dossier.signatures if s.standing and s.version_id == corrected.id}
    return sorted(cities - counted)


def _leave_time(dossier: Dossier, actor: Actor, asked: list[int]) -> None:
    """Whoever is asked again has as long for it as objections have; the register says so, or it would hold that their
    signatures came too late."""
    ends = dossier.row.signing_ends_at
    least = clock.now() + window()
    if asked and ends is not None and ends < least:
        dossier.row.signing_ends_at = least
        if dossier.version is not None:
            enter_opening(dossier, actor, dossier.version)
