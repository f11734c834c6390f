"""From letters to stems: the same for texts and for questions, in Python, so that both engines find the same.

A word is found under the stem that its language gives it and under the stem of its spelling without accents, both without
accents: "electricite" finds "électricité", "cities" finds "city", "школами" finds "школа".
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

LONGEST = 64  # letters of a word
MOST = 20_000  # words of a text
TOKEN = re.compile(r"[^\W_]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = ("en", "fr")
NAMES = {"en": "english", "fr": "french", "ru": "russian"}
_own = threading.local()  # a stemmer works inside its own fields, so each thread has its own


def _plain_letter(code: int) -> str:
    """One letter without its accent, and exactly one, so that places in the plain text are places in the text."""
    first = unicodedata.normalize("NFKD", chr(code))[:1].lower()
    return first if len(first) == 1 and first.isalnum() else chr(code)


class _Letters(dict):  # type: ignore[type-arg]
    def __missing__(self, code: int) -> str:
        self[code] = letter = _plain_letter(code)
        return letter


PLAIN = _Letters()


def composed(text: str) -> str:
    """The text as it is compared: composed letters, without what no database stores."""
    return unicodedata.normalize("NFC", text.replace("\0", " ").encode("utf-8", "replace").decode())


def plain(text: str) -> str:
    """Lower case, without accents, letter for letter as long as the text."""
    return text.translate(PLAIN)


def tokens(text: str) -> Iterator[str]:
    """The words of a composed text, in lower case, accents kept."""
    for number, found in enumerate(TOKEN.finditer(text)):
        if number >= MOST:
            return
        yield found.group()[:LONGEST].replace("İ", "I").lower()


@lru_cache(200_000)
def stem(word: str, language: str) -> str:
    """The word's stem in its language, without accents; Cyrillic words are Russian ones."""
    language = "ru" if CYRILLIC.search(word) else (language if language in LATIN else "en")
    if word.isascii() and word.isdigit():
        return word
    return plain(_stemmer(language).stemWord(word.replace("ё", "е")))


def _stemmer(language: str) -> Any:
    stemmers = _own.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        import snowballstemmer

        stemmers[language] = snowballstemmer.stemmer(NAMES[language])
    return stemmers[language]


@lru_cache(200_000)
def forms(word: str, language: str) -> tuple[str, ...]:
    """Under what a word of a text is found: its stem, and where they differ that of its plain spelling."""
    first, second = stem(word, language), stem(plain(word), language)
    return (first,) if first == second else (first, second)


@lru_cache(4096)
def asked(word: str) -> tuple[str, ...]:
    """What a word of a question looks for: its forms in every language."""
    found = dict.fromkeys(form for language in LATIN for form in forms(word, language))
    return tuple(form for form in found if form) or (plain(word),)


def stems(text: str, language: str) -> str:
    """What the index keeps of a text: the stems in order, then the other forms, each once."""
    main, others = [], {}
    for word in tokens(composed(text)):
        known = forms(word, language)
        main.append(known[0])
        if len(known) > 1:
            others[known[1]] = True
    return " ".join([*main, *others])


def title_stems(title: str, language: str) -> str:
    """As of a text, and the whole words too, by whose beginnings a title is found while somebody types."""
    words = dict.fromkeys(plain(word) for word in tokens(composed(title)))
    known = stems(title, language)
    rest = [word for word in words if word not in set(known.split())]
    return " ".join([known, *rest]) if rest else known
