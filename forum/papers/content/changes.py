"""What changed against a dossier: two states of the same recommendations, compared field by field."""

from collections.abc import Iterable, Sequence
from typing import Any

from forum.papers.content.fragments import plain

Entry = dict[str, Any]
SESSION = ("body", "name", "place", "from", "to")


def standing(dossier: Entry, later: Iterable[Entry]) -> list[Entry]:
    """The recommendations as the papers so far tell them: the dossier, then what each later paper said."""
    found = {one["id"]: one for one in dossier["entries"]}
    for paper in later:
        for gone in paper.get("gone", []):
            found.pop(gone, None)
        found |= {one["id"]: one for one in paper["entries"]}
    return list(found.values())


def told_session(dossier: Entry, later: Sequence[Entry]) -> Entry:
    """The session as the last of these papers has it."""
    found: Entry = [dossier, *later][-1]["session"]
    return found


def compare(before: Sequence[Entry], now: Sequence[Entry]) -> list[Entry]:
    """One row a change, in the order of `before`; `now` may hold more, which is no change of what was told."""
    present = {one["id"]: one for one in now}
    found = []
    for old in before:
        new = present.get(old["id"])
        rows = [("gone", "", "")] if new is None else _fields(old, new)
        head = {"id": old["id"], "reference": old["reference"], "title": old["title"], "url": old["url"]}
        found += [head | {"field": field, "was": was, "now": becomes} for field, was, becomes in rows]
    return found


def compare_session(was: Entry, now: Entry) -> list[Entry]:
    return [{"field": f"session-{name}", "was": was[name], "now": now[name]} for name in SESSION if was[name] != now[name]]


def _fields(old: Entry, new: Entry) -> list[tuple[str, str, str]]:
    pairs = [(name, *_spelt_pair(old, new)) for name, _spelt_pair in READINGS.items()]
    asks = sorted({ask["number"] for ask in (*old["asks"], *new["asks"])})
    pairs += [(f"ask-{number}", _ask(old, number), _ask(new, number)) for number in asks]
    return [(name, was, now) for name, was, now in pairs if was != now]


def _ask(one: Entry, number: int) -> str:
    ask = next((ask for ask in one["asks"] if ask["number"] == number), None)
    if ask is None:
        return ""
    return plain(ask["words"]) + (f" ({ask['of_whom']})" if ask["of_whom"] else "")


def _read(spell: Any) -> Any:
    return lambda old, new: (spell(old), spell(new))


def _item(one: Entry) -> str:
    return f"{one['item']['number']} {one['item']['title']}".strip() if one["item"] else ""


READINGS = {
    "title": _read(lambda one: one["title"]),
    "item": _read(_item),
    "why": _read(lambda one: plain(one["why"])),
    "costs": _read(lambda one: plain(one["costs"])),
    "cover_note": _read(lambda one: one["cover_note"]),
    "sponsors": _read(lambda one: ", ".join(s["city"] for s in one["sponsors"])),
    "languages": _read(lambda one: ", ".join(one["languages"])),
    "evidence": _read(lambda one: "\n".join(cited["label"] for cited in one["evidence"])),
}
