"""Documents of a body on one path, as staff found them; a symbol is copied and never made."""

from typing import Any

from forum.consideration.way import Way
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import report
from forum.recommendations import rules as lower
from forum.recommendations.operations.record import record
from models import PathDocument
from models.base import db


def add_document(way: Way, actor: Any, title: str, symbol: str = "", url: str = "", language: str = "en") -> PathDocument:
    require(lower.edits(way.case, actor))
    if not way.path.forwarded_at:
        raise Refused(refuse(_("It has not been forwarded yet.")))
    if symbol:
        require(report.can_enter_symbol(symbol))
    row = PathDocument(
        path_id=way.path.id,
        title=title,
        symbol=symbol,
        url=url,
        language=language,
        person_id=actor.person_id,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    record(way.case, "document_added", actor, path_id=way.path.id, body=way.path.body.name, document=title)
    return row


def remove_document(way: Way, actor: Any, row: PathDocument) -> None:
    require(lower.edits(way.case, actor))
    record(way.case, "document_removed", actor, path_id=way.path.id, body=way.path.body.name, document=row.title)
    db.session.delete(row)
    db.session.flush()
