"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

Segment = tuple[str, str]  # (same | added | removed, words with the blanks between them)
PIECES = re.compile(r"\s+|\w+|[^\w\s]")


def words(older: str, newer: str) -> list[Segment]:
    """The newer text with what was taken out of the older; joined without `removed` it is the newer text to the letter."""
    before, after = PIECES.findall(older), PIECES.findall(newer)
    segments: list[Segment] = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            segments.append(("same", "".join(after[c:d])))
            continue
        if b > a:
            segments.append(("removed", "".join(before[a:b])))
        if d > c:
            segments.append(("added", "".join(after[c:d])))
    return segments
