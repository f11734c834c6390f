"""A text in two languages, aligned by the uids of its paragraphs: what is missing, what is behind the authentic words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from forum.declarations.text.clauses import Numbered
from forum.kit import diff
from forum.kit.canonical import canonical_text

TITLE = "title"
MISSING, BEHIND, CURRENT = "missing", "behind", "current"


class Rendering(Protocol):
    """A paragraph in another language, and the authentic words that it was made from."""

    uid: str
    text: str
    source: str


@dataclass(frozen=True)
class Pair:
    """An authentic paragraph with its translation, if there is one."""

    clause: Numbered
    row: Rendering | None

    @property
    def uid(self) -> str:
        return self.clause.uid

    @property
    def state(self) -> str:
        """An authentic paragraph without words needs none in any language."""
        if self.row is None:
            return MISSING if self.clause.text.strip() else CURRENT
        return CURRENT if canonical_text(self.row.source) == canonical_text(self.clause.text) else BEHIND

    @property
    def since(self) -> list[diff.Segment]:
        """What changed in the authentic words since they were translated."""
        return diff.words(self.row.source, self.clause.text) if self.row and self.state == BEHIND else []


@dataclass(frozen=True)
class Progress:
    total: int
    translated: int  # in any state
    behind: int

    @property
    def complete(self) -> bool:
        return self.total > 0 and self.translated == self.total and not self.behind


def align(title: str, clauses: Iterable[Numbered], rows: Iterable[Rendering]) -> list[Pair]:
    """Title and paragraphs in the order of the authentic text; what was taken out of it has no place here."""
    by_uid = {row.uid: row for row in rows}
    head = Numbered(TITLE, TITLE, title, "", "")
    return [Pair(clause, by_uid.get(clause.uid)) for clause in (head, *clauses)]


def progress(pairs: Sequence[Pair]) -> Progress:
    """Counted over all that has words, the title among them."""
    counted = [pair for pair in pairs if pair.clause.text.strip()]
    states = [pair.state for pair in counted]
    return Progress(len(counted), len(counted) - states.count(MISSING), states.count(BEHIND))


def next_to_do(pairs: Sequence[Pair], after: str = "") -> Pair | None:
    """The first paragraph behind this one that asks for work, beginning again at the top."""
    place = next((number for number, pair in enumerate(pairs, 1) if pair.uid == after), 0)
    row = [*pairs[place:], *pairs[:place]]
    return next((pair for pair in row if pair.state != CURRENT and pair.uid != after), None)
