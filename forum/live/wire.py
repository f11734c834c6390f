"""A small reader of Yjs updates (format v1), which looks at every byte before pycrdt does.

pycrdt trusts what it is given: a deeply nested value ends the process. So only what a declaration is made of passes here
(docs/decisions/005): paragraphs in the map `clauses`, their facts, their words, four marks, and citations.
"""

import json
import re
from dataclasses import dataclass, field

from forum.live.protocol import LARGEST, Garbage, Reader, uint

GC, DELETED, STRING, EMBED, FORMAT, TYPE, ANY, SKIP = 0, 1, 4, 5, 6, 7, 8, 10
MAP, TEXT = 1, 2
WORD, TRUE, FALSE = 119, 120, 121
ROOT = "clauses"
FACTS = {"kind", "place", "alternative", "removed", "joined", "origin", "added_by", "removed_by"}
SUGGESTING = {"added_by", "removed_by"}
UID = re.compile(r"[0-9a-f]{16}")
PARAGRAPH = re.compile(r"title|[0-9a-f]{16}")
CITATION = re.compile(r"contribution:[1-9][0-9]{0,8}|(clause|indicator):[\x21-\x7e]{1,40}")
MOST_WORDS = 4 * 1024 * 1024
MOST_STRUCTS = 400_000
MOST_RANGES = 400_000
LONGEST_FACT, LONGEST_MARK = 200, 1000


@dataclass(slots=True)
class Part:
    """What one client wrote: clocks from `start` to `end`, and where that stands in the bytes."""

    client: int
    start: int
    end: int
    holes: bool = False  # something between is left out
    data: bytes = b""


@dataclass(slots=True)
class Seen:
    """What an update brings, as far as the room has to know."""

    parts: dict[int, Part] = field(default_factory=dict)
    needs: dict[int, int] = field(default_factory=dict)  # how far each client must be known for this to fit
    suggestions: set[str] = field(default_factory=set)
    deletes: bytes = b"\0"
    structs: int = 0

    def fits(self, known: dict[int, int]) -> bool:
        """Whether everything that this hangs on is known already, or comes with it."""
        for part in self.parts.values():
            if part.holes or part.start > known.get(part.client, 0):
                return False
        return all(
            clock <= known.get(client, 0) or (client in self.parts and clock <= self.parts[client].end)
            for client, clock in self.needs.items()
        )

    def is_new(self, known: dict[int, int]) -> bool:
        """Whether it brings words that are not known yet."""
        return any(part.end > known.get(client, 0) for client, part in self.parts.items())

    def only(self, clients: set[int]) -> bytes:
        """The same update with no client's parts but these."""
        kept = [part.data for client, part in self.parts.items() if client in clients]
        return uint(len(kept)) + b"".join(kept) + self.deletes


def read(data: bytes) -> Seen:
    """Raises Garbage for everything that is no part of a declaration."""
    reader, seen = Reader(data), Seen()
    for _number in range(reader.uint()):
        begun = reader.at
        part = _read_part(reader, seen)
        part.data = data[begun : reader.at]
        if part.client in seen.parts:
            raise Garbage("a client twice")
        seen.parts[part.client] = part
    begun = reader.at
    _read_deletes(reader, seen)
    reader.finish()
    seen.deletes = data[begun:]
    return seen


def _read_part(reader: Reader, seen: Seen) -> Part:
    count, client, clock = reader.uint(), reader.uint(), reader.uint()
    seen.structs += count
    if seen.structs > MOST_STRUCTS or not count:
        raise Garbage("too many changes, or none")
    part = Part(client, -1, clock)
    for _number in range(count):
        info = reader.byte()
        skipped = info == SKIP
        length = _read_span(reader) if skipped or info == GC else _read_item(reader, info, seen)
        if not skipped:
            part.holes = part.holes or (part.start >= 0 and clock > part.end)
            part.start = clock if part.start < 0 else part.start
            part.end = clock + length
        clock += length
        if clock > LARGEST:
            raise Garbage("a clock beyond counting")
    part.start = max(part.start, 0) if part.start >= 0 else clock
    return part


def _read_span(reader: Reader) -> int:
    length = reader.uint()
    if not length:
        raise Garbage("nothing, at length")
    return length


def _read_item(reader: Reader, info: int, seen: Seen) -> int:
    """Where it stands, then what it is; its length in clocks."""
    parent: str | None = None  # unknown: the same as its neighbour's
    key: str | None = None
    for side in (0x80, 0x40):
        if info & side:
            _read_neighbour(reader, seen)
    if not info & 0xC0:
        parent, key = _read_parent(reader, info, seen)
    content = info & 0x1F
    if content == STRING:
        length = _read_words(reader)
    elif content == DELETED:
        length = _read_span(reader)
    elif content in _SINGLE:
        length = 1
        what = _SINGLE[content](reader, seen, key)
        if parent is not None:
            _check_place(parent, key, what)
        return length
    else:
        raise Garbage("a kind of content that a declaration does not have")
    if parent is not None and (parent == ROOT or key) and content != DELETED:
        raise Garbage("words where no words stand")
    return length


def _read_neighbour(reader: Reader, seen: Seen) -> None:
    client, clock = reader.uint(), reader.uint()
    if seen.needs.get(client, 0) <= clock:
        seen.needs[client] = clock + 1


def _read_parent(reader: Reader, info: int, seen: Seen) -> tuple[str, str | None]:
    """(`clauses`, or empty where it is inside a paragraph; the key in it)."""
    named = reader.uint()
    if named > 1:
        raise Garbage("a parent of no kind")
    if named:
        parent = reader.text(20)
        if parent != ROOT:
            raise Garbage("a root that a declaration does not have")
    else:
        parent = ""
        _read_neighbour(reader, seen)
    key = reader.text(20) if info & 0x20 else None
    known = key is None or (PARAGRAPH.fullmatch(key) if parent else key in FACTS or key == "text")
    if not known or (parent and key is None):
        raise Garbage("a key that a declaration does not have")
    return parent, key


def _check_place(parent: str, key: str | None, what: str) -> None:
    """Paragraphs under the root, their text and facts in them, marks and citations in the text."""
    wanted = "paragraph" if parent else {None: "mark", "text": "text"}.get(key, "fact")
    if what != wanted:
        raise Garbage(f"a {what} where a {wanted} belongs")


def _read_words(reader: Reader) -> int:
    words = reader.text(MOST_WORDS)
    if not words or "\0" in words:
        raise Garbage("no words")
    return len(words) if words.isascii() else len(words.encode("utf-16-le")) // 2


def _read_embed(reader: Reader, _seen: Seen, _key: str | None) -> str:
    value = _json(reader.text(LONGEST_FACT))
    if not isinstance(value, dict) or set(value) != {"citation"} or not _is(CITATION, value["citation"]):
        raise Garbage("an embed that is no citation")
    return "mark"


def _read_format(reader: Reader, seen: Seen, _key: str | None) -> str:
    name, value = reader.text(20), _json(reader.text(LONGEST_MARK))
    if name in ("ins", "del") and _is(UID, value):
        seen.suggestions.add(str(value))
    elif value is not None and not (name == "em" and isinstance(value, bool)) and not (name == "link" and _is_line(value)):
        raise Garbage("a mark with a value that it cannot have")
    if name not in ("em", "link", "ins", "del"):
        raise Garbage("a mark that a declaration does not have")
    return "mark"


def _read_type(reader: Reader, _seen: Seen, _key: str | None) -> str:
    kind = reader.uint()
    if kind not in (MAP, TEXT):
        raise Garbage("a type that a declaration does not have")
    return "paragraph" if kind == MAP else "text"


def _read_any(reader: Reader, seen: Seen, key: str | None) -> str:
    if reader.uint() != 1:
        raise Garbage("more than one value")
    kind = reader.byte()
    if kind == WORD:
        word = reader.text(LONGEST_FACT)
        if not word.isascii() or not (word.isprintable() or not word):
            raise Garbage("a fact that is no word")
        if key in SUGGESTING and word:
            seen.suggestions.add(word)
    elif kind not in (TRUE, FALSE):
        raise Garbage("a value that a declaration does not have")
    return "fact"


_SINGLE = {EMBED: _read_embed, FORMAT: _read_format, TYPE: _read_type, ANY: _read_any}


def _read_deletes(reader: Reader, seen: Seen) -> None:
    left = MOST_RANGES
    for _client in range(reader.uint()):
        client, count = reader.uint(), reader.uint()
        left -= count + 1
        if left < 0:
            raise Garbage("too many deletions")
        for _range in range(count):
            clock, length = reader.uint(), reader.uint()
            if not length or clock + length > LARGEST:
                raise Garbage("a deletion of nothing, or beyond counting")
            if seen.needs.get(client, 0) < clock + length:
                seen.needs[client] = clock + length


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Garbage("no JSON") from error


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_line(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()
