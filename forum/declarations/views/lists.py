"""The list of declarations with its filters, and what other features need to name one."""

from collections.abc import Iterable
from typing import Any

from flask import abort, request, url_for
from sqlalchemy import select

from forum.cities import countries
from forum.declarations.dossier import Dossier
from forum.declarations.queries import declarations as reading
from forum.declarations.queries import lists, parts
from forum.declarations.rules import drafting
from forum.declarations.rules.reading import sees_drafting, was_consulted
from forum.declarations.steps import stage_name
from forum.declarations.views.blueprint import address, blueprint, vocabulary
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from models import Declaration
from models.base import db
from models.declaration import Stage

FILTERS = ("stage", "country", "part")


@blueprint.get("/declarations")
def index():
    actor = current_actor()
    chosen = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    if chosen.get("stage", Stage.OPEN) not in list(Stage):
        abort(404)
    return render(
        "declarations/index.html",
        page=lists.listing(actor, chosen, request.args.get("after")),
        tabs=_tabs(lists.stage_counts(actor, chosen), chosen),
        facets=[_parts(actor, chosen), _countries(lists.country_counts(actor, chosen), chosen)],
        chosen=chosen,
        verdict=drafting.can_begin(actor),
        **vocabulary(),
    )


def _tabs(counts: dict[str, int], chosen: dict[str, str]) -> list[dict[str, Any]]:
    every = _entry(_("All"), sum(counts.values()), "stage", "", chosen)
    return [every, *(_entry(stage_name(s).capitalize(), counts.get(s, 0), "stage", s, chosen) for s in Stage)]


def _parts(actor: Any, chosen: dict[str, str]) -> dict[str, Any]:
    """For people who speak for a city: what it drafts, what waits for it, what it signed."""
    if not actor.city_ids:
        return {"label": "", "options": []}
    counts = lists.part_counts(actor, chosen)
    labels = {"drafts": _("drafts"), "unsigned": _("can still sign"), "signed": _("has signed")}
    return {
        "label": _("My city"),
        "options": [_entry(labels[part], counts[part], "part", part, chosen) for part in lists.PARTS],
    }


def _countries(counts: dict[str, int], chosen: dict[str, str]) -> dict[str, Any]:
    named = sorted((countries.names().get(code, code), code, count) for code, count in counts.items())
    options = [_entry(name, count, "country", code, chosen) for name, code, count in named]
    return {"label": _("Country of the lead city"), "options": options}


def _entry(label: str, count: int, name: str, value: str, chosen: dict[str, str]) -> dict[str, Any]:
    """A filter as a link; the one that is on leads back to without it."""
    current = chosen.get(name, "") == value
    rest = {key: kept for key, kept in chosen.items() if key != name}
    target = rest if current and name != "stage" else rest | ({name: value} if value else {})
    return {"label": label, "count": count, "current": current, "url": url_for("declarations.index", **target)}


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """For threads, notices, search and moderation; at most four statements for any number of them."""
    statement = select(Declaration).where(Declaration.id.in_(list(ids)), reading.visible_to(actor))
    rows = {row.id: row for row in db.session.scalars(statement)}
    clauses: dict[int, dict[str, str]] = {identity: {} for identity in rows}
    for clause in reading.clauses_of(*clauses) if rows else []:
        clauses[clause.declaration_id][clause.uid] = clause.text
    outside = [i for i, row in rows.items() if row.stage in reading.PUBLIC and not was_consulted(actor)]
    invited = parts.observed(actor.person_id, outside) if outside else frozenset()
    since = parts.opened_at(set(outside) - invited) if outside else {}
    return {identity: _subject(row, clauses[identity], since.get(identity)) for identity, row in rows.items()}


def subject_of(dossier: Dossier, actor: Any) -> Subject:
    """Of a declaration that is loaded already."""
    since = None
    if dossier.frozen and not sees_drafting(dossier, actor):
        since = parts.opened_at([dossier.id]).get(dossier.id)
    return _subject(dossier.row, {clause.uid: clause.text for clause in dossier.clauses}, since)


def _subject(row: Declaration, words: dict[str, str], since: Any) -> Subject:
    return Subject(
        "declaration",
        row.id,
        row.title,
        address(row),
        (row.lead_city_id,),
        text="\n\n".join([row.purpose, *words.values()]),
        open_for_comments=row.stage != Stage.CLOSED,
        public=row.stage in reading.PUBLIC,
        clauses=words,
        comments_since=since,
    )
