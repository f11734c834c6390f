"""Amendments as other features know them: talked about, followed and told of where the declaration is read."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from forum.declarations.dossier import Dossier
from forum.declarations.queries import amendments, parts
from forum.declarations.queries import declarations as reading
from forum.declarations.rules.reading import DECIDED, sees_drafting, was_consulted
from forum.kit.i18n import _
from forum.kit.subjects import Subject
from models import Amendment, Declaration
from models.base import db


def amendments_as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """The public finds those that were decided, and what was said of them since the text is open for signature."""
    rows = amendments.by_ids(ids)
    statement = select(Declaration).where(Declaration.id.in_({row.declaration_id for row in rows}))
    found = {row.id: row for row in db.session.scalars(statement.where(reading.visible_to(actor)))} if rows else {}
    outside = [i for i, row in found.items() if row.stage in reading.PUBLIC and not was_consulted(actor)]
    invited = parts.observed(actor.person_id, outside) if outside else frozenset()
    since = parts.opened_at(set(outside) - invited) if outside else {}
    return {
        row.id: _subject(row, found[row.declaration_id], since.get(row.declaration_id))
        for row in rows
        if row.declaration_id in found and (row.declaration_id not in since or row.state in DECIDED)
    }


def subject_of(dossier: Dossier, actor: Any, row: Amendment) -> Subject:
    """Of an amendment that is loaded already and may be read."""
    since = None
    if dossier.frozen and not sees_drafting(dossier, actor):
        since = parts.opened_at([dossier.id]).get(dossier.id)
    return _subject(row, dossier.row, since)


def amendment_address(row: Amendment) -> str:
    return f"/declarations/{row.declaration_id}/amendments/{row.number}"


def _subject(row: Amendment, declaration: Declaration, since: Any) -> Subject:
    return Subject(
        "amendment",
        row.id,
        _("Amendment %(number)s to %(title)s", number=row.number, title=declaration.title),
        amendment_address(row),
        (row.city_id,),
        row.person_id,
        text="\n\n".join(part for part in (row.text, row.reason) if part),
        open_for_comments=declaration.stage not in reading.PUBLIC,
        public=declaration.stage in reading.PUBLIC and row.state in DECIDED,
        comments_since=since,
    )
