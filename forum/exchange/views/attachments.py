"""The files of a form: those it names already, those sent along, and what each one shows."""

from dataclasses import dataclass, field
from typing import Any

from flask import request

from forum.accounts.actor import Actor
from forum.exchange import queries
from forum.exchange.operations import uploads
from forum.exchange.operations.filling import as_shown
from forum.exchange.rules import can_contribute
from forum.kit import edge
from forum.kit.i18n import _
from forum.kit.verdict import Refused
from models import Upload
from models.base import db

MOST = 18


@dataclass
class Attachments:
    """`shown` are the files as the page draws them; `refusals` the sentences for those that were not taken."""

    shown: list[dict[str, Any]] = field(default_factory=list)
    cover: str = ""
    refusals: list[str] = field(default_factory=list)
    typed_alt: str = ""

    @property
    def told(self) -> dict[str, str]:
        return {one["key"]: one["alt"] for one in self.shown}

    def missing_alt(self, as_draft: bool) -> bool:
        """Every picture says in words what it shows before it is published."""
        nameless = [] if as_draft else [one["name"] for one in self.shown if one["kind"] == "image" and not one["alt"]]
        self.refusals += [_("Say in words what the picture %(name)s shows.", name=name) for name in nameless]
        return bool(nameless)


def take(form: Any, row: Any, actor: Actor) -> Attachments:
    """Of a form that was opened: the files of its text. Of one that was sent or kept: those that it names."""
    if "files_listed" not in form.typed:
        return Attachments(list(row.files or []), row.picture_key or "") if row else Attachments()
    gone = request.form.get("preview", "").removeprefix("remove-")
    keys = [key for key in form.typed.getlist("uploads") if key != gone]
    made = Attachments(cover=form.typed.get("cover", ""))
    _receive(made, keys, actor)
    for upload in queries.uploads(keys, actor.person_id, row.id if row else None):
        made.shown.append(as_shown(upload) | {"alt": form.typed.get(f"alt-{upload.key}", upload.alt).strip()[:500]})
    return made


def _receive(made: Attachments, keys: list[str], actor: Actor) -> None:
    """Take the files that were sent along; they stay even where the form is refused for another reason."""
    alt = request.form.get("file-alt", "").strip()
    for sent in request.files.getlist("file"):
        if not sent.filename or not can_contribute(actor):
            continue
        if len(keys) >= MOST:
            made.refusals.append(_("A text has at most %(most)d files. Remove one first.", most=MOST))
            return
        try:
            row = uploads.keep(actor, sent.filename, sent.read(), alt)
        except Refused as refused:
            name = sent.filename[-60:]
            made.refusals.append(f"{name}: {refused.verdict.line}")
            made.typed_alt = alt
            continue
        keys.append(row.key)
        stay(row)


def stay(row: Upload) -> None:
    values = uploads.values_of(row)
    edge.when_refused(lambda: db.session.add(Upload(**values)))
