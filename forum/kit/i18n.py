"""The three spellings of gettext that the whole code uses: now, plural, and lazily for class bodies.

A page asks for a hundred phrases, so each is looked up once for each language and then remembered.
"""

from functools import lru_cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask import g
from flask_babel import get_locale
from flask_babel.speaklater import LazyString

from forum.kit.translations import FOLDER

__all__ = ["_", "_l", "_n", "language"]
MOST = 8192


def language() -> str:
    """The reader's language, or the one that `force_locale` sets; English where nobody reads."""
    try:
        chosen = g.get("_flask_babel")
    except RuntimeError:
        return "en"
    locale = getattr(chosen, "babel_locale", None) or get_locale()
    return locale.language if locale else "en"


def _(words: str, /, **variables: Any) -> str:
    found = _spelt(language(), words)
    return found % variables if variables else found


def _n(singular: str, plural: str, num: int, **variables: Any) -> str:
    """`%(num)s` in the phrases is the number."""
    return _counted(language(), singular, plural, num) % {"num": num, **variables}


def _l(words: str, /, **variables: Any) -> Any:
    """Looked up whenever it is used as a string."""
    return LazyString(_, words, **variables)


@lru_cache(MOST)
def _spelt(spoken: str, words: str) -> str:
    return _catalogue(spoken).ugettext(words)


@lru_cache(MOST)
def _counted(spoken: str, singular: str, plural: str, num: int) -> str:
    return _catalogue(spoken).ungettext(singular, plural, num)


@lru_cache
def _catalogue(spoken: str) -> NullTranslations:
    return Translations.load(str(FOLDER), [spoken])
