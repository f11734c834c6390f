"""Small things done to words."""

import re
import unicodedata


def plain(text: str) -> str:
    """Without accents, in lower case: what two spellings of a name have in common."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def slug_of(name: str) -> str:
    """ "Rhône-Vieux" -> "rhone-vieux"; "city" where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-") or "city"
