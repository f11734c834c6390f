"""Putting what was typed into a contribution: columns, tags, rendered sections, files, and the words it is found by."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, update

from forum.accounts.actor import Actor
from forum.exchange import queries, stems
from forum.exchange.vocabulary import FACETS, FIELDS, SECTIONS
from forum.kit import clock, markdown
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, refuse
from models import Contribution, ContributionTag, Revision, Upload
from models.base import db

Fields = dict[str, Any]
Tags = dict[str, list[str]]


@dataclass(frozen=True)
class Files:
    """The uploads that a text shall have, each with what it shows; the cover is the picture in lists."""

    told: dict[str, str]
    cover: str = ""


def fill(row: Contribution, fields: Fields, tags: Tags | None) -> None:
    """Columns and what is worked out from them."""
    for name, value in fields.items():
        setattr(row, name, value)
    if tags is not None:
        row.tags = {facet: [str(value) for value in tags.get(facet, [])] for facet in FACETS}
    row.html = {name: markdown.render(getattr(row, name) or "") for name in SECTIONS[row.kind]}
    row.body_html = "".join(row.html.values())
    row.words = stems.of_text(row.language or "en", row.title, row.summary or "", markdown.plain(row.body_html))


def store_tags(row: Contribution) -> None:
    db.session.execute(delete(ContributionTag).filter_by(contribution_id=row.id))
    for facet, values in row.tags.items():
        for value in dict.fromkeys(values):
            db.session.add(ContributionTag(contribution_id=row.id, facet=facet, value=value))


def attach(row: Contribution, person_id: int | None, files: Files | None) -> None:
    """Bind a person's uploads to the text and let go of the others; without a cover the first picture is shown in lists."""
    if files is None:
        return
    mine = queries.uploads(files.told, person_id, row.id)
    gone = update(Upload).where(Upload.contribution_id == row.id, Upload.key.not_in([u.key for u in mine]))
    db.session.execute(gone.values(contribution_id=None), execution_options={"synchronize_session": False})
    for upload in mine:
        upload.contribution_id, upload.alt = row.id, files.told[upload.key][:500]
    row.files = [as_shown(upload) for upload in mine]
    pictures = {u.key: u for u in mine if u.kind == "image"}
    shown = pictures.get(files.cover) or next(iter(pictures.values()), None)
    row.picture_key, row.picture_alt = (shown.key, shown.alt) if shown else (None, "")


def as_shown(upload: Upload) -> dict[str, Any]:
    """What a page needs of a file, kept with the text."""
    names = ("key", "kind", "alt", "size", "width", "height")
    return {name: getattr(upload, name) for name in names} | {"name": upload.file_name}


def count_save(row: Contribution, seen: int, mine: Fields) -> None:
    """One winner among those who save over the same state. Raises Conflict with both texts."""
    statement = update(Contribution).where(Contribution.id == row.id, Contribution.saves == seen)
    if not changed_one(statement.values(saves=seen + 1)):
        db.session.refresh(row)
        changed = refuse(_("Somebody saved another revision meanwhile."), _("Both texts stand below."))
        raise Conflict(changed, as_text(row.kind, state_of(row)), as_text(row.kind, mine))
    db.session.refresh(row, ["saves"])


def keep_revision(row: Contribution, actor: Actor, note: str = "") -> None:
    """The whole state as a revision; the newest equals the text itself."""
    row.revision = (row.revision or 0) + 1
    who = {"person_id": actor.person_id, "mandate_id": actor.mandate_id}
    kept = state_of(row) | {"tags": row.tags}
    db.session.add(Revision(contribution_id=row.id, number=row.revision, at=clock.now(), note=note, fields=kept, **who))


def state_of(row: Contribution) -> Fields:
    """The columns that a form fills, as JSON."""
    values = {name: getattr(row, name) for name in FIELDS[row.kind]}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}


def as_text(kind: str, fields: Fields) -> str:
    """All prose of a text, section under section, to be compared."""
    names = ("title", "summary", *SECTIONS[kind])
    return "\n\n".join(str(fields[name]).replace("\r\n", "\n") for name in names if fields.get(name))
