"""The footnotes of a text: what it cites, as far as the reader may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.accounts.actor import Actor
from forum.declarations.queries import citations
from forum.kit.i18n import _


@dataclass(frozen=True)
class Note:
    number: int
    label: str
    url: str = ""  # empty where the reader may not see it, or where it has no page


def footnotes(actor: Actor, targets: Sequence[str]) -> list[Note]:
    """In the order of their numbers."""
    if not targets:
        return []
    known = {source.target: source for source in citations.named(actor, targets)}
    notes = []
    for place, target in enumerate(targets, 1):
        source = known.get(target)
        label = f"{source.label}, {source.about}" if source else _("A source that is not public.")
        notes.append(Note(place, label, source.url if source else ""))
    return notes
