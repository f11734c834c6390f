"""What the consolidation screen shows: each paragraph with its amendments in place, and the text that the choices give."""

from dataclasses import dataclass, field
from typing import Any

from forum.declarations.queries.board import Board
from forum.declarations.rules import amendments as rules
from forum.declarations.text import amending
from forum.declarations.text.amending import Collision
from forum.declarations.text.clauses import Numbered, number
from forum.declarations.views.amended import Shown, show
from forum.kit import diff
from models import ConsolidationWording

Segments = list[tuple[str, str]]


@dataclass
class Card:
    """One amendment with the choice made for it; `meets` are the numbers of those on the same words."""

    shown: Shown
    choice: str
    reason: str
    chosen_by: Any = None
    meets: list[int] = field(default_factory=list)
    nested: list["Card"] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.shown.row.number

    @property
    def open(self) -> bool:
        return self.shown.row.state == rules.OPEN


@dataclass
class Section:
    uid: str
    clause: Numbered | None
    edit: int
    cards: list[Card]
    own: ConsolidationWording | None
    problems: list[str]
    preview: Segments | None  # the paragraph against how it stands; None where the choices cannot be applied
    added: list[str] = field(default_factory=list)
    gone: bool = False

    @property
    def same(self) -> bool:
        return not self.gone and not self.added and all(act == "same" for act, _words in self.preview or [("", "")])


@dataclass
class Outcome:
    """A paragraph of the whole text to come."""

    clause: Numbered
    segments: Segments
    act: str  # same | changed | added | removed


def sections(table: Board) -> list[Section]:
    """Paragraphs with something on the table; two statements beside those of the board."""
    shown = {one.row.id: one for one in show(table.dossier, table.amendments)}
    clauses = {clause.uid: clause for clause in number(table.dossier.clauses)}
    for identity in table.kept:
        if identity in shown and shown[identity].row.state == rules.OPEN:
            shown[identity].outdated = False
    return [_section(table, uid, clauses.get(uid), shown) for uid in table.uids]


def _section(table: Board, uid: str, clause: Numbered | None, shown: dict[int, Shown]) -> Section:
    cards = [_card(table, shown[row.id]) for row in table.on(uid)]
    for card, row in zip(cards, table.on(uid), strict=True):
        card.nested = [_card(table, shown[sub.id]) for sub in table.to(row)]
        card.meets = [other.number for other in cards if other is not card and _meet(card, other)]
    strays = [row for row in table.amendments if row.clause_uid == uid and row.target_id and row.id not in _nested(cards)]
    cards += [_card(table, shown[row.id]) for row in strays]
    section = Section(uid, clause, clause.edit if clause else 0, cards, table.wordings.get(uid), table.problems(uid), None)
    try:
        passages = table.outcome(uid)
    except Collision:
        return section
    kept = next((passage.text for passage in passages if passage.uid == uid), "")
    section.preview = diff.words(clause.text if clause else "", kept)
    section.gone = clause is not None and not any(passage.uid == uid for passage in passages)
    section.added = [passage.text for passage in passages if passage.uid != uid]
    return section


def _nested(cards: list[Card]) -> set[int]:
    return {inner.shown.row.id for card in cards for inner in card.nested}


def _card(table: Board, shown: Shown) -> Card:
    choice = table.choices.get(shown.row.id)
    return Card(shown, table.choice(shown.row), choice.reason if choice else "", choice)


def _meet(one: Card, other: Card) -> bool:
    """Whether both cannot be accepted; those against other words than the same ones are judged when they are chosen."""
    first, second = one.shown.row, other.shown.row
    return first.base_text == second.base_text and amending.clash(first, second)


def result(table: Board) -> list[Outcome]:
    """The whole text as it would be, numbered anew, with what goes in its place."""
    before = {clause.uid: clause for clause in number(table.dossier.clauses)}
    after = table.text()
    there = {passage.uid for passage in after}
    outcomes = []
    for clause in number(after):
        old = before.get(clause.uid)
        segments = diff.words(old.text, clause.text) if old else [("added", clause.text)]
        act = "added" if old is None else "same" if old.text == clause.text else "changed"
        outcomes.append(Outcome(clause, segments, act))
    order = list(before)
    for uid in (uid for uid in order if uid not in there):
        place = _behind(outcomes, order[: order.index(uid)])
        outcomes.insert(place, Outcome(before[uid], [("removed", before[uid].text)], "removed"))
    return outcomes


def _behind(outcomes: list[Outcome], earlier: list[str]) -> int:
    """Where a paragraph that goes would have stood."""
    places = [place for place, outcome in enumerate(outcomes) if outcome.clause.uid in earlier]
    return max(places, default=-1) + 1
