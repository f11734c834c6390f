"""Freezing the text as a numbered, hashed version."""

from forum.accounts.actor import Actor
from forum.declarations.dossier import CARRIES, Dossier
from forum.declarations.operations import languages, settling
from forum.declarations.operations.counting import recount
from forum.declarations.rules.procedure import nothing_hidden
from forum.declarations.text import frozen
from forum.kit import clock
from forum.kit.verdict import require
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
    texts = {text.language: text.sha256 for text in languages.freeze_all(dossier, version) if text.complete}
    version.manifest = frozen.manifest(dossier.id, version.number, texts | {row.language: version.sha256})
    version.manifest_sha256 = frozen.digest(version.manifest)
    recount(dossier)
    return version
