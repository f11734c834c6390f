"""Preparing and issuing the next version of a text that cities have signed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import update

from forum.accounts.actor import Actor
from forum.declarations.dossier import CARRIES, Dossier
from forum.declarations.operations.entering import enter_opening
from forum.declarations.operations.objecting import window
from forum.declarations.operations.record import record
from forum.declarations.operations.restoring import write_whole
from forum.declarations.operations.versions import freeze
from forum.declarations.text import nexting
from forum.declarations.text.nexting import Draft
from forum.declarations.workflow import judge
from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import NextText, Version
from models.base import db


def working(dossier: Dossier) -> NextText | None:
    """What is prepared for the version that comes after the present one."""
    row = db.session.get(NextText, dossier.id, populate_existing=True)
    return row if row and dossier.version and row.after_version == dossier.version.number else None


def keep(dossier: Dossier, actor: Actor, drafts: Sequence[Draft], seen: int) -> NextText:
    """Save the working text. `seen` is the state of it that the chair saw, 0 for none; of two savers one is refused."""
    require(judge(dossier, "issue_version", actor))
    row = working(dossier)
    values = {"clauses": [[d.uid, d.kind, d.text] for d in drafts], "at": clock.now(), "edit": seen + 1}
    values |= {"person_id": actor.person_id, "mandate_id": actor.mandate_id}
    if row is None:
        old = db.session.get(NextText, dossier.id)
        if old is not None:
            db.session.delete(old)
            db.session.flush()
        row = NextText(declaration_id=dossier.id, after_version=dossier.version.number if dossier.version else 0, **values)
        db.session.add(row)
        db.session.flush()
        return row
    mine = NextText.declaration_id == dossier.id, NextText.edit == seen
    if not changed_one(update(NextText).where(*mine).values(**values)):
        raise Refused(refuse(_("Somebody else saved this meanwhile."), _("Your words stand below; compare, then save.")))
    db.session.refresh(row)
    return row


def issue(
    dossier: Dossier, actor: Actor, kind: str, note: str, drafts: Sequence[Draft], ends_at: dt.datetime | None = None
) -> Version:
    """A new version after the first signature. An editorial one keeps the signatures and may change words only."""
    require(judge(dossier, "issue_version", actor))
    if nexting.same(dossier.clauses, drafts):
        raise Refused(refuse(_("No word was changed."), _("Change at least one paragraph.")))
    if kind == CARRIES and not nexting.words_only(dossier.clauses, drafts):
        sentence = _("A paragraph was added, moved or removed, or became another kind; that changes the substance.")
        raise Refused(refuse(sentence, _("Issue it as a change of substance, which asks every signatory again.")))
    before, asked = dossier.version, _asked(dossier, kind)
    write_whole(dossier, actor, drafts, "changed")
    version = freeze(dossier, actor, kind, note)
    dossier.row.signing_ends_at = ends_at or dossier.row.signing_ends_at
    data: dict[str, Any] = {"version": version.number, "kind": kind, "sha256": version.sha256, "asked_city_ids": asked}
    if kind == CARRIES and before is not None:
        version.objections_until = until = version.at + window()
        more = {"corrects": before.number, "objections_until": int(until.timestamp())}
        enter_opening(dossier, actor, version, "corrigendum", **more)
        data |= {"before": before.number, "ends_at": until.isoformat()}
    else:
        enter_opening(dossier, actor, version)
        data |= {"before": before.number} if before else {}
    prepared = db.session.get(NextText, dossier.id)
    if prepared is not None:
        db.session.delete(prepared)
    record(dossier, "corrected" if version.objections_until else "version_issued", actor, reason=note, **data)
    return version


def _asked(dossier: Dossier, kind: str) -> list[int]:
    """Cities whose signature it is about: those that a correction carries forward; of a change of substance also those that
    were asked before and have not answered by signing."""
    signed = dossier.standing if kind == CARRIES else [s for s in dossier.signatures if s.standing]
    return sorted({signature.city_id for signature in signed})
