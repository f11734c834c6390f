"""Cells of tables that others open in a spreadsheet: nothing in them is taken for a formula."""

from typing import Any

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(cell: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe before it; numbers and days stay what they are."""
    if isinstance(cell, int | float):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(STARTS) else text
