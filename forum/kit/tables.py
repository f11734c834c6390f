"""Tables for spreadsheets: CSV whose cells are never read as formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not calculate; numbers stay numbers."""
    if isinstance(value, int | float):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def to_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """With a byte order mark, without which some spreadsheets misread accents."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([inert(cell) for cell in head])
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()
