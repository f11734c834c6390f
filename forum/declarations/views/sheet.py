"""The text as it is set on the page: each paragraph with what stands beside it in the margin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forum.declarations.dossier import Dossier
from forum.declarations.rules.amendments import outdated
from forum.declarations.text import checks, frozen
from forum.declarations.text.clauses import Numbered, number
from forum.declarations.text.openings import opening
from forum.declarations.text.reserving import Reserved, reservations_by_clause
from forum.kit import site
from forum.kit.i18n import _, _n
from models import Amendment, Signature

SHORT = 46  # characters of a paragraph in the outline


@dataclass(frozen=True)
class Line:
    """One paragraph; `meaning` and `state` name what is unsettled about it, empty where nothing is."""

    clause: Numbered
    opening: str
    rest: str
    hints: list[str] = field(default_factory=list)
    amendments: list[tuple[int, Amendment]] = field(default_factory=list)
    colliding: frozenset[int] = frozenset()
    comments: int = 0
    reserved: list[Reserved] = field(default_factory=list)
    meaning: str = ""
    state: str = ""
    language: str = ""  # of its words, where that is not the language in which the text is read
    late: str = ""  # what its translation lacks

    @property
    def uid(self) -> str:
        return self.clause.uid

    @property
    def short(self) -> str:
        words = " ".join(self.clause.text.split())
        return words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"

    @property
    def notes(self) -> int:
        """How much the margin holds."""
        return len(self.hints) + len(self.amendments) + self.comments + len(self.reserved)


def text_of(dossier: Dossier) -> list[Numbered]:
    """The frozen text where there is one that counts, else the clauses as they stand."""
    if dossier.frozen and dossier.version:
        return frozen.read(dossier.version.canonical)
    return number(dossier.clauses)


def sheet(
    dossier: Dossier, amendments: Sequence[tuple[int, Amendment]] = (), comments: Mapping[str, int] | None = None
) -> list[Line]:
    """`amendments` are those that the reader may see, `comments` how many hang on each paragraph."""
    hints = _hints(dossier)
    by_uid = {clause.uid: clause for clause in dossier.clauses}
    reservations = reservations_by_clause(dossier) if dossier.frozen else {}
    lines = []
    for clause in text_of(dossier):
        first = opening(clause.text, clause.kind, dossier.row.template)
        here = [(place, row) for place, row in amendments if row.clause_uid == clause.uid]
        colliding = frozenset(row.id for _place, row in here if _is_outdated(row, by_uid.get(clause.uid)))
        reserved = reservations.get(clause.uid, [])
        meaning, state = _state(here, colliding, reserved)
        said = (comments or {}).get(clause.uid, 0)
        margin = (hints.get(clause.uid, []), here, colliding, said, reserved, meaning, state)
        lines.append(Line(clause, first, clause.text[len(first) :], *margin))
    return lines


def _is_outdated(row: Amendment, clause: Any) -> bool:
    """One to another amendment is marked when that one is decided; the paragraph is not its ground."""
    return row.state == "collides" if row.target_id else outdated(row, clause)


def _state(here: Iterable[Any], colliding: frozenset[int], reserved: list[Signature]) -> tuple[str, str]:
    waiting = sum(1 for _place, row in here if row.state == "open")
    if colliding:
        return "refused", _n("%(num)s amendment collides", "%(num)s amendments collide", len(colliding))
    if waiting:
        return "waiting", _n("%(num)s open amendment", "%(num)s open amendments", waiting)
    if reserved:
        count = sum(len(one.signatures) for one in reserved)
        return "waiting", _n("%(num)s reservation", "%(num)s reservations", count)
    return "", ""


def _hints(dossier: Dossier) -> dict[str, list[str]]:
    """What a careful secretary would pencil in; a frozen text is past that."""
    grouped: dict[str, list[str]] = {}
    if not dossier.frozen:
        for hint in checks.hints(dossier.clauses, dossier.row.template, dossier.row.language, site.word_limit()):
            grouped.setdefault(hint.uid, []).append(hint.sentence)
        for hint in checks.hidden(dossier.clauses):
            grouped.setdefault(hint.uid, []).append(hint.sentence)
    return grouped


def reservation_numbers(dossier: Dossier, signature: Signature) -> list[tuple[str, str]]:
    """(uid, number) of the paragraphs that a reservation is about, in the order of the text."""
    named = {c.uid: c.number or _("preamble") for c in text_of(dossier)}
    return [(uid, label) for uid, label in named.items() if uid in signature.reserved_clauses]
