"""The sections of a corrigendum and of an addendum to a dossier."""

from itertools import groupby
from typing import Any

from forum.kit.i18n import _, _l
from forum.papers.layout.dossier import all_texts, annex, numbers
from forum.papers.layout.frame import day
from forum.papers.shape import Block, Run, Section, paragraph

FIELDS = {
    "gone": _l("It no longer stands before this session."),
    "title": _l("Title"),
    "item": _l("Agenda item"),
    "why": _l("Why"),
    "costs": _l("Costs and resources"),
    "cover_note": _l("Cover note"),
    "sponsors": _l("Sponsors"),
    "languages": _l("Languages"),
    "evidence": _l("Evidence"),
    "session-body": _l("Body"),
    "session-name": _l("Session"),
    "session-place": _l("Place"),
    "session-from": _l("First day"),
    "session-to": _l("Last day"),
}


def corrigendum(content: dict[str, Any]) -> list[Section]:
    """Field by field, what it said and what it says."""
    found = [_about(content)]
    own = [one for one in content["changes"] if "id" not in one]
    if own:
        found.append(Section(1, "session", _("The session"), tuple(block for one in own for block in _change(one))))
    rest = [one for one in content["changes"] if "id" in one]
    if rest:
        found.append(Section(1, "recommendations", _("Recommendations")))
    for identity, rows in groupby(rest, key=lambda one: one["id"]):
        several = list(rows)
        head = Block("small", (Run(several[0]["reference"], several[0]["url"]),))
        blocks = (head, *(block for one in several for block in _change(one)))
        found.append(Section(2, f"recommendation-{identity}", several[0]["title"], blocks))
    return found


def addendum(content: dict[str, Any]) -> list[Section]:
    """The recommendations that were forwarded since, as a dossier has them."""
    return [
        _about(content),
        *all_texts(content),
        *annex(content["entries"], content["language"]),
        *numbers(content["statistics"]),
    ]


def _about(content: dict[str, Any]) -> Section:
    about = content["about"]
    link = Block("p", (Run(_("It belongs to:") + " "), Run(about["title"], about["address"])))
    return Section(1, "about", _("About this paper"), (link, paragraph(f"SHA-256 {about['sha256']}", "small")))


def _change(one: dict[str, Any]) -> list[Block]:
    name, number = one["field"], one["field"].removeprefix("ask-")
    label = _("Ask %(number)s", number=number) if number != name else str(FIELDS[name])
    if name == "gone":
        return [paragraph(label)]
    was, now = (day(value) if name in ("session-from", "session-to") else value for value in (one["was"], one["now"]))
    nothing = _("nothing")
    return [
        Block("p", (Run(label, strong=True),)),
        Block("quote", (Run(_("It said:") + " ", em=True), Run(was or nothing))),
        Block("quote", (Run(_("It says:") + " ", em=True), Run(now or nothing))),
    ]
