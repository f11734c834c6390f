"""The footnotes of a text: what it cites, as far as the reader may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select

from forum.exchange.vocabulary import facets
from forum.kit import subjects
from forum.kit.i18n import _
from models import Clause
from models.base import db


@dataclass(frozen=True)
class Note:
    number: int
    label: str
    url: str = ""  # empty where the reader may not see it, or where it has no page


def footnotes(actor: Any, targets: Sequence[str]) -> list[Note]:
    """In the order of their numbers; one load for each kind of thing."""
    if not targets:
        return []
    clauses = _declarations_of([t for t in targets if t.startswith("clause:")])
    keys = [("contribution", int(t[13:])) for t in targets if t.startswith("contribution:") and t[13:].isdecimal()]
    known = subjects.find_many([*keys, *(("declaration", row) for row in clauses.values())], actor)
    return [Note(place, *_named(target, clauses, known)) for place, target in enumerate(targets, 1)]


def _named(target: str, clauses: dict[str, int], known: dict[tuple[str, int], Any]) -> tuple[str, str]:
    kind, _colon, name = target.partition(":")
    if kind == "indicator":
        return _("Indicator %(code)s: %(name)s", code=name, name=facets.indicators().get(name, name)), ""
    if kind == "clause":
        found = known.get(("declaration", clauses.get(name, 0)))
        url = url_for("declarations.clause", identity=found.id, uid=name) if found else ""
        return (_("A paragraph of “%(title)s”", title=found.title), url) if found else (_("A text that is not public."), "")
    found = known.get(("contribution", int(name))) if name.isdecimal() else None
    return (found.title, found.url) if found else (_("An experience that is not public."), "")


def _declarations_of(targets: Sequence[str]) -> dict[str, int]:
    uids = [target.partition(":")[2] for target in targets]
    if not uids:
        return {}
    rows = db.session.execute(select(Clause.uid, Clause.declaration_id).where(Clause.uid.in_(uids)))
    return {row.uid: row.declaration_id for row in rows}
