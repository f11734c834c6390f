"""A paper as PDF/A-2a and PDF/UA-1 with cover and table of contents, without emblem or symbol of the United Nations."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from forum.kit import typesetting
from forum.kit.i18n import _
from forum.kit.speaking import spoken
from forum.papers.shape import Block, Run, Section, Sheet, Table

TEMPLATE = "paper.typ"
Data = dict[str, Any]


def render(sheet: Sheet) -> bytes:
    """Raises typesetting.Unsettable."""
    data = {
        "title": sheet.title,
        "language": spoken(sheet.language),
        "forum": sheet.forum,
        "reference": sheet.reference,
        "description": " · ".join((sheet.kind, *sheet.lines)),
        "keywords": [sheet.reference, sheet.sha256],
        "band": sheet.demonstration,
        "running": _short(sheet.title),
        "address": sheet.address,
        "kind": sheet.kind,
        "lines": list(sheet.lines),
        "facts": list(sheet.facts),
        "notices": [sheet.notice],
        "foot": [_("SHA-256 of the content: %(digest)s", digest=sheet.sha256)],
        "words": {"page": _("Page %(now)s of %(all)s", now="{now}", all="{all}"), "contents": _("Contents")},
        "sections": [_section(one, place) for place, one in enumerate(sheet.sections)],
    }
    return typesetting.pdf(TEMPLATE, data, int(sheet.made_at.timestamp()))


def _section(one: Section, place: int) -> Data:
    """Annex and statistics begin on a page of their own."""
    found = {"level": one.level, "key": one.key, "title": one.title, "language": one.language}
    return found | {"fresh": place > 0 and one.key in ("annex", "numbers"), "blocks": list(_blocks(one.blocks))}


def _blocks(blocks: Sequence[Block]) -> Iterator[Data]:
    """Items that follow each other are one list."""
    for (kind, numbered, language), group in groupby(blocks, lambda b: (b.kind, b.number > 0, b.language)):
        rows = list(group)
        if kind == "item":
            items = [{"number": row.number, "runs": _runs(row.runs)} for row in rows]
            yield {"kind": "numbered" if numbered else "listed", "items": items, "language": language}
            continue
        for row in rows:
            table = _table(row.table) if row.table else None
            yield {"kind": kind, "runs": _runs(row.runs), "language": language, "table": table}


def _table(found: Table) -> Data:
    rows = [[{"runs": _runs(cell)} for cell in row] for row in found.rows]
    return {"heads": list(found.heads), "widths": list(found.widths), "rows": rows}


def _runs(runs: Sequence[Run]) -> list[Data]:
    return [{"text": r.text, "link": r.link, "strong": r.strong, "em": r.em} for r in runs]


def _short(title: str) -> str:
    return title if len(title) <= 90 else title[:90].rsplit(" ", 1)[0] + " …"
