"""The numbered asks of a recommendation: the verbs with which one asks a body, and the asks as one text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forum.kit.i18n import _l
from forum.kit.speaking import speaking
from forum.kit.text import first_large

VERBS: dict[str, Any] = {
    "develop": _l("to develop"),
    "invite": _l("to invite"),
    "review": _l("to review"),
    "recommend": _l("to recommend"),
    "encourage": _l("to encourage"),
    "examine": _l("to examine"),
    "collect": _l("to collect"),
    "publish": _l("to publish"),
    "include": _l("to include"),
    "support": _l("to support"),
    "fund": _l("to fund"),
    "adopt": _l("to adopt"),
    "recognise": _l("to recognise"),
    "convene": _l("to convene"),
    "report": _l("to report"),
}

MOST_ASKS = 12


@dataclass(frozen=True)
class AskWords:
    """One ask as its writers give it; `verb` is a key of VERBS or empty where the words begin with one of their own."""

    text: str
    verb: str = ""
    of_whom: str = ""  # empty: of the body itself
    id: int | None = None  # of the ask that it words anew


def sentence(verb: str, text: str, language: str) -> str:
    """ "To develop guidance": the verb in the language of the text, and the words after it, as one sentence of Markdown."""
    with speaking(language):
        begun = f"{VERBS[verb]} {text}" if verb in VERBS else text
    return first_large(begun)


def joined(asks: Iterable[Any], language: str) -> str:
    """All asks as one text, numbered where there are several; for lists, search and those who read it aloud."""
    sentences = [sentence(ask.verb, ask.text, language) for ask in asks]
    return sentences[0] if len(sentences) == 1 else "\n".join(f"{n}. {words}" for n, words in enumerate(sentences, 1))


def changed(asks: list[AskWords], act: str) -> list[AskWords]:
    """The asks after one of the buttons beside them: add, remove-2, up-2, down-2. A number is a place; ids go along."""
    found, (name, _dash, place) = list(asks), act.partition("-")
    here = int(place) - 1 if place.isdecimal() and len(place) < 4 else -1
    if name == "add":
        return [*found, AskWords("")] if len(found) < MOST_ASKS else found
    if not 0 <= here < len(found):
        return found
    if name == "remove":
        del found[here]
        return found or [AskWords("")]
    there = here + {"up": -1, "down": 1}.get(name, 0)
    if 0 <= there < len(found):
        found[here], found[there] = found[there], found[here]
    return found
