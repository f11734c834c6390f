"""What can be compared, and what a comparison says in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forum.declarations.dossier import Dossier
from forum.declarations.queries import moments as reading
from forum.declarations.text import comparing, frozen
from forum.declarations.text.clauses import KINDS, Numbered, number
from forum.declarations.text.comparing import ADDED, AWAY, CHANGED, REMOVED, Difference, Lineage
from forum.kit.i18n import _, _n
from forum.kit.templating import exact
from models import Snapshot, Version

NOW = "now"


@dataclass(frozen=True)
class Text:
    label: str
    title: str
    clauses: list[Numbered]


def texts_of(version: Version) -> Text:
    label = _("Version %(number)s", number=version.number)
    return Text(label, frozen.title(version.canonical), frozen.read(version.canonical))


def moments(dossier: Dossier, snapshots: Iterable[Snapshot]) -> dict[str, Text]:
    """What can be compared, by its key: v1 for a version, s3 for a named moment, now for the text as it stands."""
    found = {f"v{version.number}": texts_of(version) for version in dossier.versions}
    for kept in snapshots:
        found[f"s{kept.id}"] = Text(kept.name, frozen.title(kept.canonical), frozen.read(kept.canonical))
    if not dossier.frozen:
        found[NOW] = Text(_("The text as it stands"), dossier.row.title, number(dossier.clauses))
    return found


def moment(dossier: Dossier, key: str) -> Text | None:
    """The text after an edit of the history, by a key such as e12; None where there is no such edit of this text."""
    if not key.startswith("e") or not key[1:].isdecimal() or len(key) > 10:
        return None
    edit = reading.edit(dossier.id, int(key[1:]))
    if edit is None:
        return None
    title, clauses = reading.text_at(dossier.id, edit.id)
    return Text(_("The text of %(when)s", when=exact(edit.at)), title or dossier.row.title, clauses)


def compare(before: Text, after: Text, lineage: Lineage | None = None) -> list[Difference]:
    return comparing.compare(before.clauses, after.clauses, lineage)


def name_of(clause: Numbered) -> str:
    """ "paragraph 3", or the kind where it has no number."""
    return _("paragraph %(number)s", number=clause.number) if clause.number else str(KINDS[clause.kind])


def said(difference: Difference) -> list[str]:
    """Everything but its words that is different about a paragraph."""
    clause, was = difference.clause, difference.was
    if difference.act == AWAY:
        return [_("moved to %(number)s", number=clause.number) if clause.number else _("moved from here")]
    found = {ADDED: [_("added")], REMOVED: [_("removed")], CHANGED: [_("changed")]}.get(difference.act, [])
    if difference.split_from:
        found = [_("split from %(paragraph)s", paragraph=name_of(difference.split_from))]
    if difference.joined_to:
        found = [_("joined to %(paragraph)s", paragraph=name_of(difference.joined_to))]
    if was is not None and difference.moved:
        numbers = {"older": was.number, "newer": clause.number}
        found.append(_("moved from %(older)s to %(newer)s", **numbers) if was.number and clause.number else _("moved"))
    if was is not None and difference.renumbered and was.number and clause.number:
        found.append(_("renumbered from %(older)s to %(newer)s", older=was.number, newer=clause.number))
    if was is not None and difference.rekinded:
        found.append(_("was: %(kind)s", kind=KINDS[was.kind]))
    return found


def summary(differences: Sequence[Difference]) -> list[str]:
    """How much of what changed, for the head of a comparison."""
    acts = Counter(d.act for d in differences)
    split = sum(1 for d in differences if d.split_from)
    joined = sum(1 for d in differences if d.joined_to)
    moved = acts[AWAY]
    rekinded = sum(1 for d in differences if d.rekinded and d.act not in (AWAY, REMOVED))
    counted = [
        (acts[CHANGED], lambda n: _n("%(num)s paragraph has other words", "%(num)s paragraphs have other words", n)),
        (acts[ADDED] - split, lambda n: _n("%(num)s added", "%(num)s added", n)),
        (acts[REMOVED] - joined, lambda n: _n("%(num)s removed", "%(num)s removed", n)),
        (moved, lambda n: _n("%(num)s moved", "%(num)s moved", n)),
        (split, lambda n: _n("%(num)s split off", "%(num)s split off", n)),
        (joined, lambda n: _n("%(num)s joined to another", "%(num)s joined to others", n)),
        (rekinded, lambda n: _n("%(num)s of another kind", "%(num)s of another kind", n)),
    ]
    return [words(count) for count, words in counted if count]
