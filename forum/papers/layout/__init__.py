"""From the content of a paper to its sections: one function a kind, in the language of the paper, looking nothing up."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from forum.kit.canonical import canonical_json, sha256_hex
from forum.kit.clock import FORUM_ZONE
from forum.kit.i18n import _
from forum.kit.speaking import speaking
from forum.papers.layout import changed, dossier, report
from forum.papers.layout.frame import day, days, forum_notice, kind_name
from forum.papers.shape import Section, Sheet, paragraph

Content = dict[str, Any]
SECTIONS: dict[str, Callable[[Content], list[Section]]] = {
    "dossier": dossier.sections,
    "addendum": changed.addendum,
    "corrigendum": changed.corrigendum,
    "report": report.sections,
}


def sheet_of(content: Content) -> Sheet:
    with speaking(content["language"]):
        return _sheet(content)


def _sheet(content: Content) -> Sheet:
    made_at = dt.datetime.fromisoformat(content["at"].replace("Z", "+00:00"))
    here = made_at.astimezone(FORUM_ZONE).date()
    reference = _("Forum paper %(number)s of %(year)s", number=content["id"], year=here.year)
    facts = [reference, _("Internal reference, not a United Nations symbol"), day(here.isoformat())]
    return Sheet(
        kind=kind_name(content["kind"], content["number"]),
        word=content["kind"],
        identity=content["id"],
        title=content["title"],
        lines=tuple(_lines(content)),
        facts=tuple(facts),
        language=content["language"],
        forum=content["forum"],
        reference=reference,
        notice=forum_notice(),
        demonstration=_("Demonstration: invented acts of invented cities.") if _invented(content) else "",
        address=content["address"],
        sha256=sha256_hex(canonical_json(content)),
        made_at=made_at,
        sections=tuple([*_note(content), *SECTIONS[content["kind"]](content)]),
    )


def _lines(content: Content) -> list[str]:
    """Under the title: which body and session, where and when; or which period."""
    if session := content.get("session"):
        place = f"{session['place']}, " if session["place"] else ""
        return [session["body"], session["name"], place + days(session["from"], session["to"])]
    return [line for line in (content.get("edition", ""), days(content["from"], content["to"])) if line]


def _invented(content: Content) -> bool:
    session = content.get("session") or {}
    return bool(session.get("invented") or content.get("invented") or any(e["invented"] for e in content.get("entries", [])))


def _note(content: Content) -> list[Section]:
    lines = [line.strip() for line in content["note"].split("\n\n") if line.strip()]
    return [Section(1, "note", _("Note by the secretariat"), tuple(paragraph(line) for line in lines))] if lines else []
