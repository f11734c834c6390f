"""One exact spelling for what is hashed: text without invisible differences, JSON with sorted keys (after RFC 8785)."""

import hashlib
import json
import unicodedata
from typing import Any

# Default-ignorable and bidirectional controls make a text read differently from what is hashed.
RANGES = (
    (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10), (0xFFF0, 0xFFFC), (0x1BCA0, 0x1BCA4),
    (0x1D173, 0x1D17B), (0xE0000, 0xE1000), (0x180B, 0x1810), (0x115F, 0x1161), (0x17B4, 0x17B6),
)  # fmt: skip
ALONE = {0x00AD, 0x034F, 0x061C, 0x3164, 0xFEFF, 0xFFA0}
HIDDEN = ALONE.union(*(range(first, end) for first, end in RANGES))


def canonical_text(text: str) -> str:
    """NFC, line feeds only, no blanks at the end of a line, no empty lines around it."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def hidden_characters(text: str) -> list[tuple[int, str]]:
    """Where a character stands that nobody sees: (place, counted from 1; its name)."""
    found = []
    for place, character in enumerate(text, 1):
        control = unicodedata.category(character) == "Cc" and character not in "\n\t"
        if ord(character) in HIDDEN or control:
            found.append((place, unicodedata.name(character, f"U+{ord(character):04X}")))
    return found


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no blanks. Strings, integers, booleans, lists and objects only; raises TypeError."""
    _check(value)
    return json.dumps(_by_utf16(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256_hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _by_utf16(value: Any) -> Any:
    """RFC 8785 sorts keys by UTF-16 code units, which differs from Python's order beyond U+FFFF."""
    if isinstance(value, dict):
        return {key: _by_utf16(value[key]) for key in sorted(value, key=lambda k: k.encode("utf-16-be"))}
    return [_by_utf16(one) for one in value] if isinstance(value, list) else value


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be a string, not {key!r}")
            _check(one)
    elif isinstance(value, list):
        for one in value:
            _check(one)
    elif not isinstance(value, str | int):
        raise TypeError(f"{type(value).__name__} has no canonical form here")
