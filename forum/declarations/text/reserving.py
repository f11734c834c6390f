"""What cities reserved and explained with their signatures, as it is printed beside the paragraphs."""

from collections.abc import Iterable
from dataclasses import dataclass

from forum.declarations.dossier import Dossier
from forum.declarations.text import frozen
from forum.declarations.text.clauses import Numbered
from forum.kit.canonical import canonical_text
from models import City, Signature, Version


@dataclass(frozen=True)
class Reserved:
    """One reservation to one paragraph; cities that gave it in the same words stand together.

    `before` is the number of the version that was signed, where a correction has changed the words of the paragraph since.
    """

    text: str
    signatures: tuple[Signature, ...]
    before: int | None = None

    @property
    def cities(self) -> list[City]:
        return [signature.city for signature in self.signatures]


def reservations_by_clause(dossier: Dossier, version: Version | None = None) -> dict[str, list[Reserved]]:
    """uid -> the reservations that count, in the order of signing; to the text in force, or to an older `version` of it.

    Beside an older version stand the reservations of those who signed that version or one that it corrected.
    """
    shown = version or dossier.version
    if shown is None:
        return {}
    words = _words(frozen.read(shown.canonical))
    signed = {v.id: v for v in dossier.versions}
    texts: dict[int, dict[str, str]] = {shown.id: words}
    found: dict[str, list[Reserved]] = {}
    for signature in _under(dossier, shown):
        own = signed[signature.version_id]
        if own.id not in texts:
            texts[own.id] = _words(frozen.read(own.canonical))
        then = texts[own.id]
        for uid in signature.reserved_clauses:
            if uid in words:
                before = own.number if then.get(uid) != words[uid] else None
                found[uid] = _with(found.get(uid, []), signature, before)
    return found


def explanations(dossier: Dossier, version: Version | None = None) -> list[Signature]:
    """Signatures that came with an explanation of position, in the order of signing."""
    shown = version or dossier.version
    return [s for s in _under(dossier, shown) if s.remark] if shown else []


def _under(dossier: Dossier, shown: Version) -> list[Signature]:
    """The signatures that stand under a version: given to it, or to one that it only corrects."""
    ids = dossier.chain(shown)
    return [s for s in dossier.signatures if s.standing and s.version_id in ids]


def _with(rows: list[Reserved], signature: Signature, before: int | None) -> list[Reserved]:
    text = canonical_text(signature.reservation)
    for place, row in enumerate(rows):
        if row.text == text and row.before == before:
            return [*rows[:place], Reserved(text, (*row.signatures, signature), before), *rows[place + 1 :]]
    return [*rows, Reserved(text, (signature,), before)]


def _words(clauses: Iterable[Numbered]) -> dict[str, str]:
    return {clause.uid: canonical_text(clause.text) for clause in clauses}
