"""All undecided amendments on the table with what is chosen for them, and the text that the choices would give."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from forum.declarations.dossier import Dossier
from forum.declarations.queries import amendments as reading
from forum.declarations.queries import consolidations
from forum.declarations.rules import amendments as rules
from forum.declarations.text import amending
from forum.declarations.text.amending import Collision, Passage
from forum.kit.i18n import _
from models import Amendment, Clause, Consolidation, ConsolidationChoice, ConsolidationWording

ACCEPT, REJECT, LEAVE = "accept", "reject", "leave"
CHOICES = (ACCEPT, REJECT, LEAVE)


@dataclass
class Proposal:
    """An amendment as it would be with what is accepted to it."""

    number: int
    clause_uid: str
    act: str
    base_text: str
    text: str
    whole: bool = False  # kept over a collision: it takes the place of all words


@dataclass
class Board:
    dossier: Dossier
    row: Consolidation | None = None
    amendments: list[Amendment] = field(default_factory=list)
    choices: dict[int, ConsolidationChoice] = field(default_factory=dict)
    wordings: dict[str, ConsolidationWording] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()

    def choice(self, amendment: Amendment) -> str:
        row = self.choices.get(amendment.id)
        return row.choice if row else LEAVE

    def on(self, uid: str) -> list[Amendment]:
        """What is proposed for a paragraph itself, in the order of numbers."""
        return [row for row in self.amendments if row.clause_uid == uid and not row.target_id]

    def to(self, target: Amendment) -> list[Amendment]:
        return [row for row in self.amendments if row.target_id == target.id]

    def clause(self, uid: str) -> Clause | None:
        return next((clause for clause in self.dossier.clauses if clause.uid == uid), None)

    @property
    def uids(self) -> list[str]:
        """Paragraphs with something on the table, in the order of the text; those that are gone come last."""
        wanted = {row.clause_uid for row in self.amendments}
        here = [clause.uid for clause in self.dossier.clauses if clause.uid in wanted | set(self.wordings)]
        return [*here, *sorted(wanted - set(here))]

    @property
    def decided(self) -> list[Amendment]:
        """Those that would be decided."""
        return [row for row in self.amendments if self.choice(row) != LEAVE]

    @property
    def own(self) -> dict[str, str]:
        return {uid: row.text for uid, row in self.wordings.items() if self.clause(uid)}

    def moved(self, uid: str) -> list[str]:
        """What changed after it was chosen; shown, and to be chosen again."""
        found = []
        for row in (a for a in self.amendments if a.clause_uid == uid):
            choice = self.choices.get(row.id)
            if choice and choice.choice != LEAVE and choice.seen != row.edit:
                found.append(_("Amendment %(number)s was worded anew after you chose.", number=row.number))
        clause, wording = self.clause(uid), self.wordings.get(uid)
        if wording and clause and wording.seen != clause.edit:
            found.append(_("The paragraph was changed after its own words were written here."))
        return found

    def problems(self, uid: str) -> list[str]:
        """Why the choices for one paragraph cannot be applied as they are."""
        found = self.moved(uid)
        for row in (a for a in self.amendments if a.clause_uid == uid):
            choice = self.choices.get(row.id)
            if choice and choice.choice == REJECT and not choice.reason:
                found.append(_("Give a reason for rejecting amendment %(number)s; its city reads it.", number=row.number))
            if choice and choice.choice == ACCEPT and row.state == rules.COLLIDES:
                found.append(
                    _("Amendment %(number)s collides, and %(city)s has not said yet what becomes of it.", number=row.number,
                      city=row.city.name)
                )  # fmt: skip
        try:
            self.outcome(uid)
        except Collision as collision:
            found.append(_sentence(collision))
        return found

    def accepted(self, uids: Iterable[str]) -> list[Proposal]:
        """The amendments to these paragraphs that would be accepted. Raises Collision for those to an amendment."""
        return [
            self._proposal(row)
            for uid in uids
            for row in self.on(uid)
            if self.choice(row) == ACCEPT and row.state == rules.OPEN
        ]

    def outcome(self, uid: str) -> list[Passage]:
        """One paragraph and what would stand behind it; nothing where it goes. Raises Collision."""
        clause = self.clause(uid)
        chosen = self.accepted([uid])
        if clause is None:
            if chosen:
                raise Collision(chosen[0])
            return []
        whole = [one for one in chosen if one.whole]
        others = [one for one in chosen if one.act != amending.INSERT and not one.whole]
        if whole and (len(whole) > 1 or others) and uid not in self.own:
            raise Collision(whole[0], [*whole[1:], *others][0])
        own = {uid: self.own[uid]} if uid in self.own else {}
        return amending.consolidate([Passage(clause.uid, clause.kind, clause.text)], chosen, own)

    def text(self) -> list[Passage]:
        """The whole text that the choices give; paragraphs with problems stay as they are."""
        good = []
        for uid in self.uids:
            try:
                self.outcome(uid)
                good.append(uid)
            except Collision:
                continue
        own = {uid: words for uid, words in self.own.items() if uid in good}
        return amending.consolidate(self.dossier.clauses, self.accepted(good), own)

    @property
    def fingerprint(self) -> str:
        """Of all that a person has read who applies the decisions now."""
        choices = sorted((c.amendment_id, c.choice, c.reason, c.seen) for c in self.choices.values())
        parts = [choices, sorted(self.own.items()), [(a.id, a.edit, a.state) for a in self.amendments]]
        parts.append([(c.uid, c.edit) for c in self.dossier.clauses])
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]

    def _proposal(self, row: Amendment) -> Proposal:
        words = row.text
        before: list[Amendment] = []
        for sub in self.to(row):
            if self.choice(sub) == ACCEPT and sub.state == rules.OPEN:
                together = amending.words_with(sub, words, before)
                if together is None:
                    raise Collision(sub, before[-1] if before else None)
                words, before = together, [*before, sub]
        clause, base, whole = self.clause(row.clause_uid), row.base_text, False
        if clause and row.id in self.kept and rules.outdated(row, clause):
            base, whole = clause.text, True
        return Proposal(row.number, row.clause_uid, row.act, base, words, whole)


def board(dossier: Dossier, row: Consolidation | None = None) -> Board:
    """The same few statements for any number of amendments."""
    row = row or consolidations.under_way(dossier.id)
    found = [a for a in reading.amendments(dossier.id) if a.state in rules.UNDECIDED]
    chosen = consolidations.choices(row.id) if row else {}
    worded = consolidations.wordings(row.id) if row else {}
    kept = reading.kept_among(a.id for a in found)
    return Board(dossier, row, found, chosen, worded, kept)


def _sentence(collision: Collision) -> str:
    if collision.other is None:
        return _("The words under amendment %(number)s have changed too far to accept it.", number=collision.one.number)
    numbers = sorted((collision.one.number, collision.other.number))
    return _(
        "Amendments %(one)s and %(other)s change the same words: accept one of them, or write words of your own.",
        one=numbers[0],
        other=numbers[1],
    )
