"""A paper as it is set: sections of paragraphs, lists and tables. Every format prints this and nothing else."""

import datetime as dt
from dataclasses import dataclass

from forum.declarations.text.languages import language as known


@dataclass(frozen=True)
class Run:
    """A stretch of words; `link` is a full address, or `#key` for a section of the same paper.

    `counts` is what a number counts: files say it in a column, the page also behind a mark at the number.
    """

    text: str
    link: str = ""
    strong: bool = False
    em: bool = False
    counts: str = ""


@dataclass(frozen=True)
class Table:
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[int, ...]  # parts of the whole


@dataclass(frozen=True)
class Block:
    """`kind`: p, item (of a list; `number` 1, 2, …, or 0 for one without), quote, small or table."""

    kind: str
    runs: tuple[Run, ...] = ()
    number: int = 0
    language: str = ""  # where it is not that of the paper
    table: Table | None = None


@dataclass(frozen=True)
class Section:
    level: int  # 1, 2 or 3
    key: str  # unlike all others of the paper: what links lead to
    title: str
    blocks: tuple[Block, ...] = ()
    language: str = ""  # of the title


@dataclass(frozen=True)
class Sheet:
    """All of a paper. The names of some fields are those that the parts of a Word document ask for."""

    kind: str  # "Dossier"
    word: str  # the same as a key: dossier
    identity: int
    title: str
    lines: tuple[str, ...]  # under the title: body, session, place, days
    facts: tuple[str, ...]  # beside it: number, day, language
    language: str
    forum: str
    reference: str
    notice: str
    demonstration: str  # the mark of invented acts; empty elsewhere
    address: str
    sha256: str  # of the content
    made_at: dt.datetime
    sections: tuple[Section, ...]

    @property
    def direction(self) -> str:
        return known(self.language).direction


def words(text: str, link: str = "", strong: bool = False) -> tuple[Run, ...]:
    return (Run(text, link, strong),) if text else ()


def paragraph(text: str, kind: str = "p", link: str = "", language: str = "") -> Block:
    return Block(kind, words(text, link), language=language)
