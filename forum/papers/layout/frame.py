"""Small parts that all layouts share: days, notices, names of kinds, the words of cities."""

import datetime as dt
from typing import Any

from forum.declarations.text.languages import language as known
from forum.kit import dates
from forum.kit.i18n import _, _l, language
from forum.papers.shape import Block, Run

KINDS = {
    "dossier": _l("Dossier"),
    "corrigendum": _l("Corrigendum"),
    "addendum": _l("Addendum"),
    "report": _l("Report"),
}


def kind_name(kind: str, number: int) -> str:
    return f"{KINDS[kind]} {number}"


def day(iso: str) -> str:
    return dates.long(dt.date.fromisoformat(iso), language()) if iso else ""


def days(first: str, last: str) -> str:
    """ "1 to 3 October 2026" is left to the reader: both days stand in full."""
    if not last or first == last:
        return day(first)
    return _("%(first)s to %(last)s", first=day(first), last=day(last))


def forum_notice() -> str:
    official = _("This is not an official document system of the United Nations.")
    symbols = _("References of the forum are not symbols of United Nations documents.")
    return f"{official} {symbols}"


def language_name(code: str) -> str:
    return known(code).name


def said(fragments: list[dict[str, Any]], spoken: str = "") -> list[Block]:
    """The words of cities, as they were kept."""
    return [
        Block(
            one["kind"],
            tuple(Run(r["text"], r.get("link", ""), r.get("strong", False), r.get("em", False)) for r in one["runs"]),
            one.get("number", 0),
            spoken,
        )
        for one in fragments
    ]
