"""Numbers: as an address or a form gives them, and as they are written in the reader's language."""

from functools import lru_cache

from babel.numbers import format_decimal

MOST_DIGITS = 9  # every such number fits in a column of whole numbers


def number(text: str | None) -> int | None:
    """What an address or a form says for a number, where it is one that a row can have."""
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


@lru_cache(4096)
def spelt(value: float, language: str) -> str:
    """ "190 000" in French, "190,000" in English."""
    return str(format_decimal(value, locale=language))
