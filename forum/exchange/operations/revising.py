"""Revising what is published, and going back to an earlier revision, which is a new one."""

import datetime as dt

from forum import ledger
from forum.accounts.actor import Actor
from forum.exchange import rules
from forum.exchange.operations import counts, matching
from forum.exchange.operations.filling import Fields, Files, Tags, attach, count_save, fill, keep_revision, store_tags
from forum.exchange.vocabulary import FIELDS
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import require
from models import Contribution, Revision


def revise(
    actor: Actor,
    row: Contribution,
    fields: Fields,
    seen: int,
    tags: Tags | None = None,
    files: Files | None = None,
    note: str = "",
) -> None:
    """Change a published text. Raises Conflict where another save came after the one that was `seen`."""
    require(rules.can_edit(row, actor))
    count_save(row, seen, fields)
    counts.remove(row)
    fill(row, fields, tags)
    if tags is not None:
        store_tags(row)
    attach(row, actor.person_id, files)
    counts.add(row)
    row.edited_at = clock.now()
    keep_revision(row, actor, note)
    matching.compare(row)
    ledger.record(f"{row.kind}.edited", actor, ("contribution", row.id), row.title, city_id=row.city_id, public=True)


def restore(actor: Actor, row: Contribution, revision: Revision, seen: int) -> None:
    """Put an earlier revision back, as a new revision; pictures and files stay as they are now."""
    fields = {name: value for name, value in revision.fields.items() if name in FIELDS[row.kind]}
    if fields.get("needed_by"):
        fields["needed_by"] = dt.date.fromisoformat(fields["needed_by"])
    note = _("Restored from revision %(number)s", number=revision.number)
    revise(actor, row, fields, seen, revision.fields.get("tags"), None, note)
