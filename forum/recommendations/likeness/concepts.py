"""What cities speak of, in three languages: data/concepts.csv, a line a concept, its words in English, French and Russian.

Words are stemmed when the file is read, by the same stemmer as the texts. A phrase is found where its stems follow each
other with at most one word between them. The first entry of a language is the name under which a reader finds the concept.
"""

import csv
import re
from collections import Counter
from functools import lru_cache

from forum.exchange import stems
from forum.kit.config import ROOT
from forum.kit.text import folded

LANGUAGES = ("en", "fr", "ru")
WORD = re.compile(r"[^\W\d_]{2,}")
NEAR = 2  # how far one stem of a phrase may stand from the one before


def found_in(language: str, text: str) -> Counter[str]:
    """Concept -> how often the text speaks of it. A longer phrase counts for itself, its words do not count again."""
    spoken = language if language in LANGUAGES else "en"
    words = [_stem(spoken, word) for word in WORD.findall(text)]
    phrases, found, taken = _phrases(spoken), Counter[str](), set[int]()
    for length in (3, 2, 1):
        for place, stem in enumerate(words):
            for concept, phrase in phrases.get(stem, ()):
                places = _places(words, place, phrase) if len(phrase) == length else []
                if places and not taken & set(places):
                    found[concept] += 1
                    taken |= set(places)
    return found


@lru_cache
def names(language: str) -> dict[str, str]:
    """Concept -> its name for a reader."""
    spoken = language if language in LANGUAGES else "en"
    return {row["concept"]: row[spoken].split(";")[0] for row in _rows()}


@lru_cache
def _phrases(language: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First stem -> (concept, all its stems)."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in _rows():
        for entry in row[language].split(";"):
            phrase = tuple(_stem(language, word) for word in WORD.findall(entry))
            known = found.setdefault(phrase[0], [])
            if (row["concept"], phrase) not in known:
                known.append((row["concept"], phrase))
    return found


def _places(words: list[str], place: int, phrase: tuple[str, ...]) -> list[int]:
    """Where the words of a phrase stand that begins here; nothing where it does not."""
    places = [place]
    for stem in phrase[1:]:
        near = words[places[-1] + 1 : places[-1] + 1 + NEAR]
        if stem not in near:
            return []
        places.append(places[-1] + 1 + near.index(stem))
    return places


@lru_cache(maxsize=20_000)
def _stem(language: str, word: str) -> str:
    return folded(stems.stemmed(language, word.lower()))


@lru_cache
def _rows() -> list[dict[str, str]]:
    with (ROOT / "data" / "concepts.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
