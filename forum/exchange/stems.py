"""The words by which two texts are alike: stemmed, without those that every text has."""

import re
from functools import lru_cache
from typing import Any

from forum.kit.config import ROOT
from forum.kit.text import plain

MOST = 160
WORD = re.compile(r"[^\W\d_]{4,}")
ALGORITHMS = {
    "en": "english", "fr": "french", "ru": "russian", "de": "german", "es": "spanish", "it": "italian", "pt": "portuguese",
    "nl": "dutch", "sv": "swedish", "da": "danish", "nb": "norwegian", "fi": "finnish", "hu": "hungarian", "ro": "romanian",
    "tr": "turkish", "hy": "armenian", "el": "greek", "ca": "catalan", "sr": "serbian", "lt": "lithuanian",
}  # fmt: skip
# Words that every text has, in English, French and Russian, and those that every city uses.
COMMON = frozenset((ROOT / "data" / "common_words.txt").read_text(encoding="utf-8").split())


def of_text(language: str, *texts: str) -> dict[str, str]:
    """Stem -> the first word that had it, in the order of the text; the title comes first and so is never cut off."""
    stemmer, found = _stemmer(language), {}
    for word in WORD.findall(" ".join(texts)):
        low = word.lower()
        if low in COMMON or plain(low) in COMMON:
            continue
        stem = _bare(stemmer.stemWord(low) if stemmer else low)
        if stem not in found:
            found[stem] = low
            if len(found) == MOST:
                break
    return found


def stemmed(language: str, word: str) -> str:
    """One word in lower case without its ending."""
    stemmer = _stemmer(language)
    return stemmer.stemWord(word) if stemmer else word


def _bare(stem: str) -> str:
    """Without accents, but never empty for another alphabet."""
    return plain(stem) or stem


@lru_cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    name = ALGORITHMS.get(language)
    return snowballstemmer.stemmer(name) if name else None
