"""The content of an export, built once from the frozen text and the signatures as they stand."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.exports.events import adoption_of, events_of
from forum.declarations.exports.shape import Content, Edition, Head, Note, Paragraph, Parallel
from forum.declarations.exports.signed import corrected_by, count, reservations_of, signatories_of
from forum.declarations.queries import citations
from forum.declarations.queries import languages as translations
from forum.declarations.text import frozen
from forum.declarations.text.clauses import Numbered
from forum.declarations.text.languages import language as known_language
from forum.declarations.text.pieces import Notes, Piece, pieces
from forum.kit import clock, site
from forum.kit.i18n import _
from forum.kit.security import address
from forum.kit.speaking import speaking
from forum.register.queries import newest_head
from models import Version, VersionText

__all__ = ["Content", "Head", "Note", "Paragraph", "Parallel", "content_of", "full", "languages_of", "notes_of"]
PUBLIC = Actor()  # whoever asks, an export has what everybody may read


def content_of(dossier: Dossier, version: Version, language: str | None = None) -> Content:
    """A version in one of its languages, the authentic one unless another is named. Raises KeyError for one it has not."""
    languages = languages_of(dossier, version)
    chosen = language or languages[0].code
    here = next((one for one in languages if one.code == chosen), None)
    if here is None:
        raise KeyError(chosen)
    with speaking(chosen):
        clauses, template = frozen.read(version.canonical), str(json.loads(version.canonical)["template"])
        notes = Notes()
        return Content(
            **_about(dossier, version, languages[0], here),
            **_history(dossier, version),
            **_signed(dossier, version, clauses),
            **_addresses(dossier.id, version.number, here, languages[0]),
            **_notice(dossier),
            template=template,
            languages=tuple(languages),
            paragraphs=tuple(_paragraph(clause, template, languages[0], here, notes) for clause in clauses),
            notes=notes_of(notes.targets),
            head=_head(),
        )


def languages_of(dossier: Dossier, version: Version) -> list[Parallel]:
    """The authentic text, then every translation that was frozen with it."""
    manifest = json.loads(version.manifest or "{}").get("texts", {})
    code = str(json.loads(version.canonical)["language"])
    rows = [row for (number, _code), row in translations.frozen_texts(dossier.id).items() if number == version.number]
    first = _parallel(code, version.canonical, version.sha256, True, manifest)
    return [first, *(_translation(row, manifest) for row in sorted(rows, key=lambda row: row.language))]


def _translation(row: VersionText, manifest: Mapping[str, str]) -> Parallel:
    return _parallel(row.language, row.canonical, row.sha256, row.complete, manifest)


def _parallel(code: str, canonical: str, sha256: str, complete: bool, manifest: Mapping[str, str]) -> Parallel:
    read, spelt = json.loads(canonical), known_language(code)
    texts = {part["uid"]: part["text"] for part in read["clauses"]}
    signed = manifest.get(code) == sha256
    return Parallel(code, spelt.name, spelt.direction, read["title"], texts, complete, signed, sha256, canonical)


def _head() -> Head | None:
    row = newest_head()
    return Head(row.size, row.root, row.time, row.key_id) if row else None


def _about(dossier: Dossier, version: Version, authentic: Parallel, here: Parallel) -> dict[str, Any]:
    """The text, its version, its languages."""
    row = dossier.row
    newer = [one.number for one in dossier.versions if one.number > version.number and one.objected_at is None]
    hashes = {"sha256": version.sha256, "manifest_sha256": version.manifest_sha256}
    return {
        "declaration": dossier.id,
        "reference": _("Declaration %(number)s, version %(version)s", number=dossier.id, version=version.number),
        "title": here.title or authentic.title,
        "purpose": row.purpose,
        "language": here.code,
        "direction": here.direction,
        "authentic_language": authentic.code,
        "complete": here.complete,
        "sha256": here.sha256,
        "canonical": here.canonical,
        "edition": Edition(
            version.number, version.kind, version.note, version.at, **hashes,
            superseded_by=max(newer, default=None), objected_at=version.objected_at,
        ),
        "lead_city": row.lead_city.name,
        "cities": tuple(city.name for city in dossier.cities),
        "invented": row.invented,
        "made_at": clock.now(),
    }  # fmt: skip


def _history(dossier: Dossier, version: Version) -> dict[str, Any]:
    adoption = adoption_of(dossier, [one.id for one in corrected_by(dossier.versions, version)])
    events = events_of(dossier, version, adoption)
    last = {event.what: event.at for event in events}
    return {
        "stage": dossier.stage,
        "events": events,
        "opened_at": last.get("opened"),
        "closed_at": last.get("closed"),
        "signing_ends_at": dossier.row.signing_ends_at,
        "adoption": adoption,
    }


def _signed(dossier: Dossier, version: Version, clauses: Sequence[Numbered]) -> dict[str, Any]:
    found = signatories_of(dossier, version, {c.uid: c.number or _("preamble") for c in clauses})
    return {"signatories": tuple(found), "reservations": reservations_of(found), "counts": count(found)}


def _addresses(identity: int, number: int, here: Parallel, authentic: Parallel) -> dict[str, str]:
    """Under these the version is found for good."""
    page = address(f"/declarations/{identity}")
    code = "" if here is authentic else f"/{here.code}"
    return {
        "page": page,
        "address": f"{page}/versions/{number}",
        "canonical_address": f"{page}/versions/{number}{code}.json",
    }


def _notice(dossier: Dossier) -> dict[str, str]:
    official = _("This is not an official document system of the United Nations.")
    symbols = _("References of the forum are not symbols of United Nations documents.")
    licence = site.value("licence")
    return {
        "forum": site.value("name") or _("Forum of Cities"),
        "licence": licence,
        "licence_url": site.LICENCES.get(licence, ""),
        "notice": f"{official} {symbols}",
        "demonstration": _("Demonstration: an invented text with invented signatures.") if dossier.row.invented else "",
    }


def _paragraph(clause: Numbered, template: str, authentic: Parallel, here: Parallel, notes: Notes) -> Paragraph:
    """A translation has words only, so the notes of the authentic paragraph stand at its end."""
    set_words = [full(piece) for piece in pieces(clause, template, notes)]
    words, missing = clause.text, False
    if here is not authentic and clause.text.strip():
        missing = clause.uid not in here.texts
        if not missing:
            words = here.texts[clause.uid]
            set_words = [Piece(words), *(piece for piece in set_words if piece.note)]
    return Paragraph(
        clause.uid,
        clause.kind,
        clause.number,
        clause.mark,
        words,
        tuple(set_words),
        clause.alternative,
        authentic.code if missing else here.code,
        missing,
    )


def full(piece: Piece) -> Piece:
    """A link into the forum is followed from outside it."""
    return replace(piece, link=address(piece.link)) if piece.link.startswith("/") else piece


def notes_of(targets: Sequence[str]) -> tuple[Note, ...]:
    """In the order of their numbers; what is not public has no words."""
    known = {source.target: source for source in citations.named(PUBLIC, targets)} if targets else {}
    found = []
    for place, target in enumerate(targets, 1):
        source = known.get(target)
        label = f"{source.label}, {source.about}" if source else _("A source that is not public.")
        found.append(Note(place, target, label, address(source.url) if source and source.url else ""))
    return tuple(found)
