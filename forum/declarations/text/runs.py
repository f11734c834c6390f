"""Words with what is on them: emphasis, links, citations, and suggestions that nobody has decided yet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

CITED = ("contribution", "clause", "indicator")
NUMBER = re.compile(r"[1-9][0-9]{0,8}")  # of a contribution: what every database takes as an id


@dataclass(frozen=True)
class Run:
    """A stretch of words that carry the same marks, or one citation, which has no words of its own."""

    text: str = ""
    citation: str = ""  # "contribution:5", "clause:<uid>", "indicator:EC.1"
    em: bool = False
    link: str = ""
    ins: str = ""  # the suggestion that inserts it
    cut: str = ""  # the suggestion that deletes it; `del` in the document

    @property
    def bare(self) -> bool:
        return not (self.citation or self.em or self.link or self.ins or self.cut)


Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """The words as they stand: nothing that is only suggested, everything that is only suggested to go."""
    return "".join(run.text for run in runs if not run.ins)


def standing(runs: Iterable[Run]) -> Runs:
    """With all suggestions rejected."""
    return joined(replace(run, cut="") for run in runs if not run.ins)


def without(runs: Iterable[Run], suggestions: frozenset[str]) -> Runs:
    """As if these suggestions had never been made."""
    kept = (replace(run, cut="" if run.cut in suggestions else run.cut) for run in runs if run.ins not in suggestions)
    return joined(kept)


def suggestions(runs: Iterable[Run]) -> frozenset[str]:
    return frozenset(identity for run in runs for identity in (run.ins, run.cut) if identity)


def joined(runs: Iterable[Run]) -> Runs:
    """Neighbours with the same marks as one."""
    found: list[Run] = []
    for run in runs:
        if found and not run.citation and not found[-1].citation and replace(run, text="") == replace(found[-1], text=""):
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text or run.citation:
            found.append(run)
    return tuple(found)


def of_words(words: str) -> Runs:
    return (Run(words),) if words else ()


def to_json(runs: Sequence[Run]) -> list[Any]:
    """As a row keeps it; empty where there is nothing but words."""
    if all(run.bare for run in runs):
        return []
    return [[{"citation": run.citation} if run.citation else run.text, marks(run)] for run in runs]


def from_json(kept: Iterable[Any], words: str = "") -> Runs:
    """What `to_json` gave; `words` where it was empty."""
    found = tuple(_run(content, given) for content, given in kept or ())
    return found or of_words(words)


def from_diff(pieces: Iterable[tuple[Any, dict[str, Any] | None]]) -> Runs:
    """What pycrdt's `Text.diff()` gives. Raises ValueError for what does not belong into a text."""
    return joined(_run(content, given or {}) for content, given in pieces)


def marks(run: Run) -> dict[str, Any]:
    """The marks as the document and the rows name them."""
    given = {"em": run.em, "link": run.link, "ins": run.ins, "del": run.cut}
    return {name: value for name, value in given.items() if value}


def _run(content: Any, given: dict[str, Any]) -> Run:
    unknown = set(given) - {"em", "link", "ins", "del"}
    if unknown:
        raise ValueError(f"unknown mark {min(unknown)[:20]!r}")
    values = {name: given.get(name) or "" for name in ("link", "ins", "del")}
    if not all(isinstance(value, str) for value in values.values()) or given.get("em") not in (None, True, False):
        raise ValueError("a mark with a value that it cannot have")
    on_it = {"em": bool(given.get("em")), "link": values["link"], "ins": values["ins"], "cut": values["del"]}
    if isinstance(content, str):
        return Run(content, **on_it)
    if isinstance(content, dict) and set(content) == {"citation"} and isinstance(content["citation"], str):
        kind, colon, target = content["citation"].partition(":")
        known = NUMBER.fullmatch(target) if kind == "contribution" else 0 < len(target) <= 40
        if kind in CITED and colon and known:
            return Run(citation=content["citation"], **on_it)
    raise ValueError("something that is neither words nor a citation")
