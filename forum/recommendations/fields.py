"""The fields of a recommendation by name: what the points of a return are about, and what changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forum.kit import diff
from forum.kit.i18n import _, _l
from forum.recommendations import asks
from forum.recommendations.case import Case
from models import Ask, Evidence

WHOLE = ""
ASK = "ask-"
LABELS: dict[str, Any] = {
    "title": _l("Title"),
    "why": _l("Why"),
    "costs": _l("Costs and resources"),
    "evidence": _l("Evidence"),
    "sponsors": _l("Sponsors"),
    "bodies": _l("Bodies"),
}
WORDED = ("title", "why", "costs")  # with each ask: the fields in which words of others can stand


@dataclass(frozen=True)
class Change:
    """One field word by word, as it was and as it reads now."""

    field: str
    label: str
    before: str
    now: str

    @property
    def segments(self) -> list[diff.Segment]:
        return diff.words(self.before, self.now)

    @property
    def changed(self) -> bool:
        return self.before != self.now


def ask_key(ask: Ask) -> str:
    return f"{ASK}{ask.id}"


def in_order(case: Case) -> list[str]:
    """The names of all fields of this text, as they follow each other on its page."""
    return ["title", *map(ask_key, case.asks), "why", "costs", "evidence", "sponsors", "bodies"]


def worded(case: Case) -> list[str]:
    return [field for field in in_order(case) if field in WORDED or field.startswith(ASK)]


def label(case: Case, field: str) -> str:
    if field == WHOLE:
        return _("The whole text")
    if field in LABELS:
        return str(LABELS[field])
    number = next((ask.number for ask in case.asks if ask_key(ask) == field), None)
    if number is None:
        return _("An ask that was taken out")
    return _("Ask %(number)s", number=number) if len(case.asks) > 1 else _("What is asked")


def present(case: Case) -> dict[str, str]:
    """Every field as plain words, by its name."""
    row = case.row
    return {
        "title": row.title,
        **{ask_key(ask): _asked(ask, row.language) for ask in case.asks},
        "why": row.why,
        "costs": row.costs,
        "evidence": _lines(_cited(one) for one in case.evidence),
        "sponsors": _lines(sponsor.city.name for sponsor in case.sponsors if sponsor.state == "agreed"),
        "bodies": _lines(one.body.name for one in case.addressees),
    }


def change(case: Case, before: Mapping[str, str], field: str) -> Change:
    """One field since `before`; a field that was not there yet is new as a whole."""
    return Change(field, label(case, field), before.get(field, ""), present(case).get(field, ""))


def changes(case: Case, before: Mapping[str, str]) -> list[Change]:
    """The fields that read otherwise than `before`, in the order of the page; asks that were taken out stand last."""
    gone = [field for field in before if field.startswith(ASK) and field not in in_order(case)]
    found = [change(case, before, field) for field in [*in_order(case), *sorted(gone)]]
    return [one for one in found if one.changed]


def _asked(ask: Ask, language: str) -> str:
    words = asks.sentence(ask.verb, ask.text, language)
    return f"{words}\n({ask.of_whom})" if ask.of_whom else words


def _cited(one: Evidence) -> str:
    return f"{one.label}: {one.note}" if one.note else one.label


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)
