"""Freezing the text as a numbered, hashed version; a new version after the first signature."""

import datetime as dt

from forum.accounts.actor import Actor
from forum.declarations.dossier import CARRIES, Dossier
from forum.declarations.operations import clauses, languages, settling
from forum.declarations.operations.record import record
from forum.declarations.rules.procedure import nothing_hidden
from forum.declarations.text import frozen
from forum.declarations.workflow import judge
from forum.kit import clock
from forum.kit.canonical import canonical_text
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Version
from models.base import db

KINDS = (CARRIES, "substantive")


def freeze(dossier: Dossier, actor: Actor, kind: str, note: str = "") -> Version:
    """Keep the text as canonical JSON with its SHA-256; `kind` is first, editorial or substantive.

    The server reads the tree itself: what does not belong into a declaration, hidden characters and suggestions that
    nobody has decided are refused, with the paragraph that they stand in.
    """
    settling.settle(dossier, actor)
    require(nothing_hidden(dossier))
    row = dossier.row
    canonical = frozen.freeze(row.title, row.language, row.template, dossier.clauses)
    version = Version(declaration_id=row.id, number=row.version_count + 1, kind=kind, note=note, at=clock.now())
    version.canonical, version.sha256 = canonical, frozen.digest(canonical)
    version.person_id, version.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    db.session.add(version)
    row.version_count += 1
    db.session.flush()
    dossier.versions = [*dossier.versions, version]
    languages.freeze_all(dossier, version)
    row.signature_count = len(dossier.standing)
    return version


def issue(
    dossier: Dossier, actor: Actor, kind: str, note: str, texts: dict[str, str], ends_at: dt.datetime | None = None
) -> Version:
    """A new version after the first signature. `texts` are the new words by clause uid; editorial keeps the signatures."""
    require(judge(dossier, "issue_version", actor))
    changed = [c for c in dossier.clauses if c.uid in texts and canonical_text(texts[c.uid]) != c.text]
    if not changed:
        raise Refused(refuse(_("No word was changed."), _("Change at least one paragraph.")))
    for clause in changed:
        clauses.replace(dossier, actor, clause, clause.kind, texts[clause.uid], clause.edit, "changed")
    version = freeze(dossier, actor, kind, note)
    dossier.row.signing_ends_at = ends_at or dossier.row.signing_ends_at
    data = {"version": version.number, "kind": kind, "sha256": version.sha256}
    record(dossier, "version_issued", actor, reason=note, **data)
    return version
