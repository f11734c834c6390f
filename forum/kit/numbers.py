"""Numbers as they are written in the reader's language."""

from functools import lru_cache

from babel.numbers import format_decimal


@lru_cache(4096)
def spelt(value: float, language: str) -> str:
    """ "190 000" in French, "190,000" in English."""
    return str(format_decimal(value, locale=language))
