"""Translating a text paragraph by paragraph, and freezing the translations with a version."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.record import record
from forum.declarations.queries import languages as reading
from forum.declarations.queries import parts
from forum.declarations.rules import languages as rules
from forum.declarations.text import frozen, parallel
from forum.declarations.text.clauses import number
from forum.declarations.text.languages import KNOWN
from forum.declarations.text.parallel import TITLE, Pair
from forum.kit import clock
from forum.kit.canonical import canonical_text, hidden_characters, sha256_hex
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from models import ParallelClause, ParallelText, Version, VersionText
from models.base import db


def begin(dossier: Dossier, actor: Actor, language: str) -> ParallelText:
    require(rules.can_translate(dossier, actor))
    if language not in KNOWN or language == dossier.row.language:
        raise Refused(refuse(_("This is the authentic language of the text."), _("Choose another language.")))
    if reading.parallel(dossier.id, language):
        raise Refused(refuse(_("The text is translated into this language already."), _("Go on with it.")))
    row = ParallelText(declaration_id=dossier.id, language=language, at=clock.now())
    row.person_id, row.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    db.session.add(row)
    db.session.flush()
    record(dossier, "translation_begun", actor, language=language)
    return row


def write(
    dossier: Dossier, actor: Actor, into: ParallelText, uid: str, words: str, seen: int, against: str
) -> ParallelClause:
    """The words of one paragraph. `seen` is the state of it that the translator saw, 0 for none; raises Conflict.

    `against` is the SHA-256 of the authentic words that they had before them: where those have changed meanwhile the
    translation is kept, and is behind.
    """
    require(can_write(dossier, actor, into))
    words, authentic = canonical_text(words), _authentic(dossier, uid)
    for place, name in hidden_characters(words):
        raise Refused(refuse(_("Place %(place)s holds a hidden character (%(name)s). Delete it.", place=place, name=name)))
    kept = {row.edit: row for row in reading.history(into.id, uid)}
    older = kept.get(max(kept, default=0))
    mine = ParallelClause.parallel_id == into.id, ParallelClause.uid == uid, ParallelClause.newest
    replaced = seen == 0 or changed_one(
        update(ParallelClause).where(*mine, ParallelClause.edit == seen).values(newest=False)
    )
    if (older.edit if older else 0) != seen or not replaced:
        told = refuse(_("Somebody else saved this meanwhile."), _("Both texts stand below."))
        raise Conflict(told, older.text if older else "", words)
    row = ParallelClause(parallel_id=into.id, uid=uid, edit=seen + 1, newest=True, text=words, at=clock.now())
    row.source = _source(uid, authentic, against)
    row.person_id, row.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    db.session.add(row)
    db.session.flush()
    record(dossier, "translation_changed", actor, language=into.language, uid=uid)
    _finish(dossier, actor, into)
    return row


def can_write(dossier: Dossier, actor: Actor, into: ParallelText) -> Any:
    verdict = rules.can_translate(dossier, actor)
    if not verdict or not dossier.frozen or dossier.version is None:
        return verdict
    return rules.stays_as_frozen(reading.is_complete(dossier.version.id, into.language))


def pairs(dossier: Dossier, rows: Iterable[ParallelClause]) -> list[Pair]:
    """The authentic paragraphs as they stand, each with its translation."""
    return parallel.align(dossier.row.title, number(dossier.clauses), rows)


def freeze_all(dossier: Dossier, version: Version) -> list[VersionText]:
    """Every parallel text as it stands at the moment of freezing; whether it is complete stands beside it."""
    texts = reading.parallels(dossier.id)
    rows = reading.newest(texts) if texts else {}
    return [_freeze(dossier, version, text.language, pairs(dossier, rows[text.id])) for text in texts]


def _finish(dossier: Dossier, actor: Actor, into: ParallelText) -> None:
    """The last paragraph that was missing or behind makes the translation of a frozen text complete."""
    if not dossier.frozen or dossier.version is None:
        return
    aligned = pairs(dossier, reading.newest([into])[into.id])
    if parallel.progress(aligned).complete:
        row = _freeze(dossier, dossier.version, into.language, aligned)
        record(dossier, "translation_finished", actor, language=into.language, sha256=row.sha256)


def _freeze(dossier: Dossier, version: Version, language: str, aligned: list[Pair]) -> VersionText:
    """Only what is translated stands in it, under the numbers of the authentic text."""
    title = next((pair.row.text for pair in aligned if pair.uid == TITLE and pair.row), "")
    words = [(pair.clause, pair.row.text) for pair in aligned if pair.uid != TITLE and pair.row]
    canonical = frozen.parallel(title, language, dossier.row.template, words)
    row = VersionText(version_id=version.id, language=language, canonical=canonical, sha256=frozen.digest(canonical))
    row.complete, row.at = parallel.progress(aligned).complete, clock.now()
    db.session.add(row)
    db.session.flush()
    return row


def _authentic(dossier: Dossier, uid: str) -> str:
    if uid == TITLE:
        return dossier.row.title
    clause = next((c for c in dossier.clauses if c.uid == uid), None)
    if clause is None:
        raise Refused(refuse(_("The paragraph was removed from the authentic text meanwhile.")))
    return clause.text


def _source(uid: str, authentic: str, against: str) -> str:
    """The authentic words that were translated: those that stand, or the older ones that the translator still saw."""
    if digest(authentic) == against:
        return authentic
    return next((edit.text for edit in parts.edits(uid) if digest(edit.text) == against), "")


def digest(words: str) -> str:
    return sha256_hex(canonical_text(words))
