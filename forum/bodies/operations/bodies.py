"""Entering a body that can be asked, and its sessions."""

import datetime as dt
import re
import unicodedata
from typing import Any

from sqlalchemy import select

from forum import ledger
from forum.bodies import rules
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Body, BodySession
from models.base import db


def add_body(actor: Any, name: str, acronym: str, about: str) -> Body:
    require(rules.can_keep(actor))
    slug = slug_of(name)
    if db.session.scalar(select(Body.id).filter_by(slug=slug)):
        raise Refused(refuse(_("A body of this name is entered already.")))
    body = Body(slug=slug, name=name, acronym=acronym, about=about)
    db.session.add(body)
    db.session.flush()
    ledger.record("body.added", actor, ("body", body.id), body.name, public=True)
    return body


def add_session(
    actor: Any, body: Body, name: str, place: str, days: tuple[dt.date, dt.date], documents_due_on: dt.date | None = None
) -> BodySession:
    """`days` are the first and the last; documents are due before the first."""
    require(rules.can_keep(actor))
    if days[1] < days[0]:
        raise Refused(refuse(_("A session does not end before it begins."), _("Check both days.")))
    row = BodySession(
        body_id=body.id, name=name, place=place, starts_on=days[0], ends_on=days[1], documents_due_on=documents_due_on
    )
    db.session.add(row)
    db.session.flush()
    ledger.record("body.session_added", actor, ("body", body.id), f"{body.name}: {name}", public=True)
    return row


def slug_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "body"
