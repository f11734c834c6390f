"""The report to the committee: the numbers of a period, each with its definition and its rows, and the recommendations.

It is kept as a paper: what it counted at its moment stands, while the rows behind a number are those of the day of reading.
"""

from itertools import groupby
from typing import Any

from forum.kit.i18n import _, _l
from forum.kit.security import address
from forum.kit.speaking import speaking
from forum.kit.verdict import Refused, refuse, require
from forum.papers import rules
from forum.papers.operations.keeping import keep
from forum.recommendations.words import VERBS
from forum.recommendations.workflow import LABELS
from forum.reporting.numbers import NUMBERS, Period, counts
from forum.reporting.queries.forwarded import forwarded_in, verbs_of
from models import Paper
from models.recommendation import Stage

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_l("Cities and their texts"), ("cities", "experiences", "challenges")),
    (_l("Statements of cities"), ("declarations", "adopted", "signatures", "signatories")),
    (_l("Recommendations by status"),
     ("submitted", "forwarded", "considered", "answered", "waiting", "taken-up", "follow-up", "implemented")),
    (_l("Answers by verb"), tuple(f"answered-{verb}" for verb in VERBS)),
    (_l("Who asked, about what, and what came of it"),
     ("cities-asked", "themes", "undertakings", "cities-acting", "new-experiences")),
)  # fmt: skip


def compose_report(actor: Any, period: Period, edition: str = "", note: str = "", language: str = "en") -> Paper:
    """Of a period with both ends; `edition` names the forum session that it is about."""
    require(rules.can_compose(actor))
    first, last = period.first, period.last
    if first is None or last is None or last < first:
        raise Refused(refuse(_("The last day is before the first."), _("Choose another period.")))
    with speaking(language):
        title = _("Report on the %(edition)s", edition=edition) if edition else _("Report to the committee")
        said = {"from": first.isoformat(), "to": last.isoformat(), "edition": edition} | _content(period)
    paper = Paper(kind="report", title=title[:200], language=language, note=note, public=False)
    paper.period_from, paper.period_to = first, last
    return keep(actor, paper, said)


def _content(period: Period) -> dict[str, Any]:
    found = counts([key for _title, keys in GROUPS for key in keys], period)
    groups = [{"title": str(title), "numbers": [_number(key, found[key], period) for key in keys]} for title, keys in GROUPS]
    rows = forwarded_in(period)
    verbs = verbs_of([row[0].id for row in rows])
    lists = []
    for (title, _position), several in groupby(rows, lambda row: (_before(row[2], row[3]), row[4] and row[4].position)):
        some = list(several)
        item = some[0][4]
        head = {"position": item.position, "number": item.number, "title": item.title} if item else {}
        lists.append({"title": title, "item": head, "rows": [_row(row[0], row[1], verbs) for row in some]})
    return {"groups": groups, "lists": lists, "invented": any(row[1].invented for row in rows)}


def _number(key: str, count: int, period: Period) -> dict[str, Any]:
    number = NUMBERS[key]
    said = {"label": str(number.label), "definition": str(number.definition)}
    return {"key": key, "count": count, "url": address(number.rows_url(period))} | said


def _before(body: Any, session: Any) -> str:
    return f"{body.name}, {session.name}" if session else str(body.name)


def _row(path: Any, row: Any, verbs: dict[int, list[str]]) -> dict[str, Any]:
    said = [str(VERBS.get(verb, verb)) for verb in verbs.get(path.id, [])]
    stage = Stage.FORWARDED if path.stage == "forwarded" else Stage.CONSIDERED if path.stage == "considered" else row.stage
    status = ", ".join(said) or str(LABELS[Stage(stage)])
    return {"id": row.id, "title": row.title, "url": address(f"/recommendations/{row.id}"), "city": row.lead_city.name,
            "status": status}  # fmt: skip
