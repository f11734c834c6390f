"""Small things done to words."""

import re
import unicodedata
from typing import Any

# Letters that Unicode does not take apart into a base and an accent.
WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ŧ": "t", "ħ": "h"}
)

UNSHOWN = "".join(chr(code) for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r")
UNHELD = re.compile(f"[{re.escape(UNSHOWN)}\ud800-\udfff\ufffe\uffff]")  # XML, PDF or a database refuses them
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # directions that begin and may never end


def clean(text: str) -> str:
    """Without control signs other than tab and line end, halves of letters and what is no letter."""
    return UNHELD.sub("", text)


def folded(text: str) -> str:
    """Without accents, in lower case, letters of every script kept: what two spellings of a name have in common."""
    apart = unicodedata.normalize("NFKD", text.lower().translate(WHOLE))
    return "".join(character for character in apart if not unicodedata.combining(character))


def plain(text: str) -> str:
    """The same in ASCII, for addresses."""
    return folded(text).encode("ascii", "ignore").decode()


def slug_of(name: str) -> str:
    """ "Rhône-Vieux" -> "rhone-vieux"; "city" where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-") or "city"


def first_large(words: Any) -> str:
    """As at the beginning of a sentence, with the names in it kept: "Cleared by the Bureau"."""
    text = words if isinstance(words, str) else str(words)
    return text[:1].upper() + text[1:]
