"""Keeping a file that somebody sends with a text, and clearing away those that no text has taken."""

import datetime as dt
from typing import Any

from sqlalchemy import func, select

from forum.accounts.actor import Actor
from forum.exchange import rules
from forum.kit import clock, intake, storage
from forum.kit.database import transaction
from forum.kit.i18n import _
from forum.kit.verdict import refuse, require
from models import Upload
from models.base import db

LOOSE_FOR = dt.timedelta(days=30)
MOST_LOOSE = 60  # for one person


def keep(actor: Actor, name: str, content: bytes, alt: str) -> Upload:
    """Store a picture in two sizes, or a document; raises Refused with the sentence where it may not come in."""
    require(rules.can_contribute(actor))
    loose = select(func.count(Upload.id)).where(Upload.person_id == actor.person_id, Upload.contribution_id.is_(None))
    if (db.session.scalar(loose) or 0) >= MOST_LOOSE:
        require(refuse(_("You have sent sixty files that belong to no text."), _("Publish a text, or wait some days.")))
    file = intake.take(name, content)
    row = Upload(key=storage.new_key(), person_id=actor.person_id, alt=alt[:500], created_at=clock.now())
    row.kind, row.file_name, row.media_type = file.kind, file.name, file.media_type
    row.width, row.height, row.size, row.sha256 = file.width, file.height, len(file.content), file.sha256
    storage.put(row.key, file.content)
    if file.small:
        storage.put(f"{row.key}-small", file.small)
    db.session.add(row)
    db.session.flush()
    return row


def values_of(row: Upload) -> dict[str, Any]:
    """The columns, to write the same row again after a refused form has rolled it back."""
    return {column.key: getattr(row, column.key) for column in Upload.__table__.columns if column.key != "id"}


def erase_loose() -> None:
    """The job: a file that belongs to no text goes after thirty days."""
    with transaction() as session:
        loose = select(Upload).where(Upload.contribution_id.is_(None), Upload.created_at < clock.now() - LOOSE_FOR)
        for row in session.scalars(loose.limit(500)):
            for key in (row.key, f"{row.key}-small"):
                storage.remove(key)
            session.delete(row)
