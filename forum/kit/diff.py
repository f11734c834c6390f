"""What changed between two texts, word by word."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

Segment = tuple[str, str]  # (same | added | removed, words with the blanks between them)
Step = tuple[str, int, int, int, int]  # (equal | replace | delete | insert, from, to in the older, from, to in the newer)
PIECES = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")  # a word brings the blank before it along
FINER = re.compile(r"\s+|\w+|[^\w\s]")
MOST_KEPT = 4096  # differences; a page that is read again does not compute them again


def words(older: str, newer: str) -> list[Segment]:
    """The newer text with what was taken out of the older.

    Joined without `removed` it is the newer text to the letter, without `added` the older.
    """
    return list(_words(older, newer))


def each(newest_first: Sequence[str]) -> list[list[Segment] | None]:
    """Every state of a history against the one before it; the oldest, the last of the row, against nothing."""
    older = [*newest_first[1:], None][: len(newest_first)]
    return [None if was is None else words(was, now) for now, was in zip(newest_first, older, strict=True)]


def pieces(text: str) -> list[str]:
    """The words and signs of a text; joined they are the text."""
    return PIECES.findall(text)


def steps(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    """How one row of pieces becomes the other; what both begin and end with is passed over quickly."""
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    inner, other = before[head : len(before) - tail], after[head : len(after) - tail]
    found: list[Step] = [("equal", 0, head, 0, head)] if head else []
    for act, a, b, c, d in SequenceMatcher(None, inner, other, autojunk=False).get_opcodes():
        found.append((act, a + head, b + head, c + head, d + head))
    if tail:
        found.append(("equal", len(before) - tail, len(before), len(after) - tail, len(after)))
    return found


def marked(removed: str, added: str) -> list[Segment]:
    """Words that took the place of others, without the blanks, signs and words that both begin and end with."""
    before, after = FINER.findall(removed), FINER.findall(added)
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    tail = next((i for i in range(most - head) if before[-1 - i] != after[-1 - i]), most - head)
    found = [
        ("same", "".join(after[:head])),
        ("removed", "".join(before[head : len(before) - tail])),
        ("added", "".join(after[head : len(after) - tail])),
        ("same", "".join(after[len(after) - tail :])),
    ]
    return [segment for segment in found if segment[1]]


def joined(segments: Sequence[Segment]) -> list[Segment]:
    """Neighbours of one kind as one."""
    found: list[Segment] = []
    for kind, text in segments:
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1] + text)
        elif text:
            found.append((kind, text))
    return found


@lru_cache(maxsize=MOST_KEPT)
def _words(older: str, newer: str) -> tuple[Segment, ...]:
    if older == newer:
        return (("same", newer),) if newer else ()
    before, after = pieces(older), pieces(newer)
    segments: list[Segment] = []
    for act, a, b, c, d in steps(before, after):
        if act == "equal":
            segments.append(("same", "".join(after[c:d])))
        else:
            segments += marked("".join(before[a:b]), "".join(after[c:d]))
    return tuple(joined(segments))
