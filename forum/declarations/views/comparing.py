"""Two moments of a text beside each other, word by word."""

from collections.abc import Iterable
from dataclasses import dataclass

from forum.declarations.dossier import Dossier
from forum.declarations.text import frozen
from forum.declarations.text.clauses import Numbered, number
from forum.kit import diff
from forum.kit.i18n import _
from models import Snapshot, Version


@dataclass(frozen=True)
class Text:
    label: str
    title: str
    clauses: list[Numbered]


@dataclass(frozen=True)
class Difference:
    """One paragraph; `act` is same, changed, added or removed."""

    clause: Numbered
    segments: list[diff.Segment]
    act: str


def texts_of(version: Version) -> Text:
    label = _("Version %(number)s", number=version.number)
    return Text(label, frozen.title(version.canonical), frozen.read(version.canonical))


def moments(dossier: Dossier, snapshots: Iterable[Snapshot]) -> dict[str, Text]:
    """What can be compared, by its key: v1 for a version, s3 for a named moment, now for the text as it stands."""
    found = {f"v{version.number}": texts_of(version) for version in dossier.versions}
    for kept in snapshots:
        found[f"s{kept.id}"] = Text(kept.name, frozen.title(kept.canonical), frozen.read(kept.canonical))
    if not dossier.frozen:
        found["now"] = Text(_("The text as it stands"), dossier.row.title, number(dossier.clauses))
    return found


def compare(before: Text, after: Text) -> list[Difference]:
    """Each paragraph of the newer text with its difference; those that were removed stand at the end."""
    older = {clause.uid: clause for clause in before.clauses}
    found = []
    for clause in after.clauses:
        was = older.pop(clause.uid, None)
        act = "added" if was is None else "same" if was.text == clause.text else "changed"
        found.append(Difference(clause, diff.words(was.text if was else "", clause.text), act))
    return [*found, *(Difference(clause, diff.words(clause.text, ""), "removed") for clause in older.values())]
