"""The words of a paragraph as a page sets them: opening words in italics, emphasis, links, and numbers of notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from forum.declarations.text.clauses import Clauselike
from forum.declarations.text.openings import opening
from forum.declarations.text.runs import Run, from_json, standing


@dataclass(frozen=True)
class Piece:
    text: str = ""
    em: bool = False
    link: str = ""
    note: int = 0  # the number of a footnote, which has no words
    target: str = ""  # what it cites


@dataclass
class Notes:
    """Footnotes are numbered through the text; what is cited twice keeps its number."""

    targets: list[str] = field(default_factory=list)

    def number(self, target: str) -> int:
        if target not in self.targets:
            self.targets.append(target)
        return self.targets.index(target) + 1


def pieces(clause: Clauselike, template: str, notes: Notes) -> list[Piece]:
    """Without what is only suggested."""
    first = len(opening(clause.text, clause.kind, template))
    words = standing(from_json(getattr(clause, "runs", ()), clause.text))
    return [_piece(run, notes) for run in _emphasised(words, first)]


def _emphasised(words: Iterable[Run], first: int) -> Iterable[Run]:
    """The first so many characters in italics whatever stands on them."""
    at = 0
    for run in words:
        here = max(0, min(first - at, len(run.text)))
        at += len(run.text)
        if 0 < here < len(run.text):
            yield Run(run.text[:here], em=True, link=run.link)
            yield Run(run.text[here:], em=run.em, link=run.link)
        else:
            yield Run(run.text, run.citation, run.em or here > 0, run.link)


def _piece(run: Run, notes: Notes) -> Piece:
    if run.citation:
        return Piece(note=notes.number(run.citation), target=run.citation)
    return Piece(run.text, run.em, run.link)
