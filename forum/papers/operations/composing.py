"""Dossiers of sessions in one act each, and the corrigenda and addenda to them."""

from typing import Any

from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.papers import rules
from forum.papers.content import changes, dossier, frame
from forum.papers.content.statistics import statistics
from forum.papers.operations.keeping import keep
from forum.papers.queries import forwarded
from forum.papers.queries import papers as reading
from models import BodySession, Paper

CORRIGENDUM, ADDENDUM = "corrigendum", "addendum"


def compose_dossier(actor: Any, session: BodySession, note: str = "", language: str = "en") -> Paper:
    """What stands before the session now, in the order of its agenda. The session must be held and have its body."""
    found = forwarded.forwarded_to(session.id)
    require(rules.can_compose_dossier(actor, reading.dossier_of(session.id), len(found)))
    entries = dossier.entries(found)
    title = _("Dossier for the %(session)s of the %(body)s", session=session.name, body=session.body.name)
    said = {"session": frame.session_of(session), "entries": entries, "statistics": statistics(entries)}
    paper = Paper(kind="dossier", title=title[:200], session_id=session.id, language=language, note=note, public=False)
    return keep(actor, paper, said, session.body_id)


def compose_corrigendum(actor: Any, session: BodySession, note: str = "") -> Paper:
    """What has changed in what the dossier and the papers after it said."""
    about, before, told, now = _since(actor, session)
    there = frame.session_of(session)
    found = [*changes.compare_session(told, there), *changes.compare(before, now)]
    if not found:
        raise Refused(
            refuse(_("Nothing has changed in what the dossier says."), _("What was forwarded since goes into an addendum."))
        )
    known = {one["id"] for one in before}
    changed = {one["id"] for one in found if "id" in one}
    said = {
        "session": there,
        "about": _about(about),
        "changes": found,
        "gone": sorted(one["id"] for one in found if one["field"] == "gone"),
        "entries": [one for one in now if one["id"] in known & changed],
    }
    return keep(
        actor, _later(CORRIGENDUM, _("Corrigendum to: %(title)s", title=about.title), about, note), said, session.body_id
    )


def compose_addendum(actor: Any, session: BodySession, note: str = "") -> Paper:
    """The recommendations that were forwarded to the session since."""
    about, before, told, now = _since(actor, session)
    known = {one["id"] for one in before}
    fresh = [one for one in now if one["id"] not in known]
    if not fresh:
        raise Refused(
            refuse(_("Nothing was forwarded to this session since the dossier."), _("What changed goes into a corrigendum."))
        )
    said = {"session": told, "about": _about(about), "entries": fresh, "statistics": statistics(fresh)}
    return keep(actor, _later(ADDENDUM, _("Addendum to: %(title)s", title=about.title), about, note), said, session.body_id)


def _since(actor: Any, session: BodySession) -> tuple[Paper, list[Any], Any, list[Any]]:
    """The dossier, its recommendations and session as the papers so far tell them, and the recommendations as they are."""
    about = reading.dossier_of(session.id)
    require(rules.can_add_to(actor, about))
    assert about is not None
    later = [paper.content for paper in reading.about(about.id)]
    before = changes.standing(about.content, later)
    return about, before, changes.told_session(about.content, later), dossier.entries(forwarded.forwarded_to(session.id))


def _about(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.id,
        "title": paper.title,
        "number": paper.number,
        "sha256": paper.sha256,
        "address": paper.content["address"],
    }


def _later(kind: str, title: str, about: Paper, note: str) -> Paper:
    values = {"session_id": about.session_id, "about_id": about.id, "language": about.language, "public": False}
    return Paper(kind=kind, title=title[:200], note=note, **values)
