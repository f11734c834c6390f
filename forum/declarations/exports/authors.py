"""Who inserted and who deleted the words between two versions, where the reader may see how the text came about."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forum.declarations.dossier import Dossier
from forum.declarations.queries import parts
from forum.declarations.text import authorship
from forum.declarations.text.authorship import Blame
from forum.declarations.text.comparing import Lineage
from forum.kit.i18n import _
from models import ClauseEdit, Version


@dataclass(frozen=True)
class Author:
    by: str
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Authors:
    """`other` stands for words that no edit accounts for, and for all of them where the way to a text is not public."""

    other: Author
    newer: Mapping[str, Blame] = field(default_factory=dict)
    older: Mapping[str, Blame] = field(default_factory=dict)  # of each old word the last edit that still had it
    next: Mapping[int, ClauseEdit] = field(default_factory=dict)  # the edit of a paragraph after another, by its id
    gone: Mapping[str, ClauseEdit] = field(default_factory=dict)  # the edit that took a paragraph out

    @classmethod
    def of(cls, dossier: Dossier, version: Version, against: Version, attributed: bool) -> "Authors":
        other = Author(_("Version %(number)s", number=version.number), version.at)
        if not attributed:
            return cls(other)
        states = [state for state in parts.written(dossier.id) if state.at <= version.at]
        newer = authorship.blame(states, Lineage.of(parts.related(dossier.id)))
        last: dict[str, ClauseEdit] = {}
        following: dict[int, ClauseEdit] = {}
        for state in states:
            if state.uid in last:
                following[last[state.uid].id] = state
            last[state.uid] = state
        kept = _since(states, against.at)
        gone = {uid: state for uid, state in last.items() if state.act == "removed"}
        return cls(other, newer, authorship.blame(kept[::-1]), following, gone)

    def brought(self, uid: str, text: str) -> list[Author | None]:
        """Of each letter of a newer paragraph."""
        if uid not in self.newer:
            return []
        return [_author(edit) for piece, edit in authorship.of_text(text, self.newer[uid]) for _letter in piece]

    def took(self, uid: str, text: str) -> list[Author | None]:
        """Who deleted each letter of an older paragraph; nobody, as far as it stands still."""
        if uid not in self.older:
            return []
        found: list[Author | None] = []
        for piece, edit in authorship.of_text(text, self.older[uid]):
            after = self.next.get(edit.id) if edit is not None else None
            found += [_author(after or self.gone.get(uid))] * len(piece)
        return found


def _since(states: Sequence[ClauseEdit], moment: dt.datetime) -> list[ClauseEdit]:
    """Each paragraph as it stood at a moment and every state of it since."""
    standing = {state.uid: state.id for state in states if state.at <= moment}
    return [state for state in states if state.at > moment or standing[state.uid] == state.id]


def _author(edit: ClauseEdit | None) -> Author | None:
    """The city whose words they are: of an accepted amendment its proposer's."""
    if edit is None:
        return None
    mandate = (edit.amendment or edit).mandate
    return Author(mandate.city.name if mandate.city else mandate.organisation or mandate.office, edit.at)
