"""What a city said with its signature, carried over to a text that was changed after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from forum.declarations.text.clauses import Numbered
from forum.kit.canonical import canonical_text


class Said(Protocol):
    """A signature, or what was prepared for one."""

    remark: str
    reservation: str
    reserved_clauses: list[str]


@dataclass(frozen=True)
class Carried:
    """`reserved` still stand in the newer text, `changed` among them with other words, `gone` no more."""

    remark: str
    reservation: str
    reserved: list[str] = field(default_factory=list)
    changed: list[Numbered] = field(default_factory=list)
    gone: list[Numbered] = field(default_factory=list)
    lost: str = ""  # the words of a reservation none of whose paragraphs stands any more

    @property
    def reserved_clauses(self) -> list[str]:
        """As a preparation names them, so that a form is filled in from either."""
        return self.reserved

    @property
    def says(self) -> bool:
        """Whether there is anything to carry over, or to tell about."""
        return bool(self.remark or self.reservation or self.lost)


def carried(said: Said, before: Sequence[Numbered], now: Sequence[Numbered]) -> Carried:
    """A reservation goes along with the paragraphs that it is about; with the last of them it is let go, and shown."""
    old, new = {c.uid: c for c in before}, {c.uid: c for c in now}
    kept = [uid for uid in new if uid in said.reserved_clauses]
    gone = [clause for uid, clause in old.items() if uid in said.reserved_clauses and uid not in new]
    changed = [new[uid] for uid in kept if uid in old and _differ(old[uid], new[uid])]
    words = said.reservation if kept else ""
    return Carried(said.remark, words, kept, changed, gone, "" if kept else said.reservation)


def _differ(one: Numbered, other: Numbered) -> bool:
    return canonical_text(one.text) != canonical_text(other.text)
