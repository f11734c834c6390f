"""What became of words, as it was read: one story for each recommendation, and the graph that all of them make."""

import datetime as dt
from dataclasses import dataclass, field

from models import Disposition, Evidence, Path, Recommendation

SOURCE, ASKED, BODY, ANSWER, AFTER, ANEW = range(6)  # the columns of the picture, in the order of time


@dataclass(frozen=True)
class Source:
    """A piece of evidence that everybody may open."""

    evidence: Evidence
    title: str


@dataclass(frozen=True)
class Happening:
    """After the answer: a report, a milestone or a city that does it now (`kind`)."""

    kind: str
    recommendation_id: int
    id: int
    on: dt.date | None
    text: str
    percent: int | None = None
    city: str = ""
    experience_id: int | None = None
    experience: str = ""


@dataclass
class Way:
    """One body on the way, with what it answered."""

    path: Path
    answers: list[Disposition] = field(default_factory=list)


@dataclass
class Story:
    """One recommendation: on what it rests, through which bodies it went, what was answered, and what came of it."""

    row: Recommendation
    sources: list[Source] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    after: list[Happening] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        return any(way.answers for way in self.ways)


@dataclass(frozen=True)
class Node:
    """One thing of the graph; `key` names it once, `column` says in which part of the way it stands."""

    key: str
    column: int
    kind: str  # in words
    title: str
    when: dt.date | dt.datetime | None = None
    state: str = ""
    url: str = ""
    done: bool = True
    look: str = ""  # one of the four meanings, where it has one


@dataclass
class Graph:
    """Nodes in the order in which they are told, and which leads to which."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)

    def add(self, node: Node, *before: str) -> str:
        self.nodes.setdefault(node.key, node)
        self.edges += [(other, node.key) for other in before if (other, node.key) not in self.edges]
        return node.key
