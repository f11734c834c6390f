"""The sections of a report to the committee: numbers that lead to their rows, then the recommendations by agenda item.

Its content names each number with its words and its address as they were when it was composed: the report counts nothing.
"""

from typing import Any

from forum.kit.i18n import _
from forum.papers.layout.dossier import item_title
from forum.papers.shape import Block, Run, Section, Table, paragraph, words


def sections(content: dict[str, Any]) -> list[Section]:
    found = [_about()]
    for place, group in enumerate(content["groups"], 1):
        found.append(Section(1, f"numbers-{place}", group["title"], (_numbers(group["numbers"]),)))
    if content["lists"]:
        found.append(Section(1, "recommendations", _("Recommendations")))
    for place, one in enumerate(content["lists"], 1):
        title = f"{one['title']}: {item_title(one['item'])}" if one["item"] or one["title"] else item_title({})
        found.append(Section(2, f"list-{place}", title, (_rows(one["rows"]),)))
    return found


def _about() -> Section:
    lines = (
        _("Every number leads to the rows behind it, and says beside it what exactly it counts."),
        _("Numbers are those of the moment in which the report was composed; the rows behind them may grow afterwards."),
    )
    return Section(1, "about", _("About this report"), tuple(paragraph(line) for line in lines))


def _numbers(found: list[dict[str, Any]]) -> Block:
    rows = tuple(
        (
            words(one["label"], strong=True),
            (Run(str(one["count"]), one["url"], counts=one["definition"]),),
            words(one["definition"]),
        )
        for one in found
    )
    return Block("table", table=Table((_("Number"), _("Count"), _("What is counted")), rows, (3, 1, 6)))


def _rows(found: list[dict[str, Any]]) -> Block:
    heads = (_("Recommendation"), _("Lead city"), _("Status"))
    rows = tuple(((Run(one["title"], one["url"]),), words(one["city"]), words(one["status"])) for one in found)
    return Block("table", table=Table(heads, rows, (5, 2, 3)))
