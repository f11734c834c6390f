"""Tables for spreadsheets: CSV whose cells are never read as formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

PIECE = 65_536  # characters
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not calculate; numbers stay numbers."""
    if isinstance(value, int | float):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def to_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """With a byte order mark, without which some spreadsheets misread accents."""
    return "".join(pieces(head, rows))


def pieces(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The same in parts, so that a long table is never whole in memory."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow([inert(cell) for cell in head])
    for row in rows:
        writer.writerow([inert(cell) for cell in row])
        if out.tell() > PIECE:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()
