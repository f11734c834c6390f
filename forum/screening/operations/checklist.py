"""The list of what this installation checks, as its secretariat writes it."""

from typing import Any

from sqlalchemy import func, select

from forum.accounts.actor import may_act
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Refused, Verdict, refuse, require
from models import ChecklistItem
from models.base import db
from models.mandate import Role

MOST = 40


def can_edit(actor: Any) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.role in (Role.EDITOR, Role.ADMIN):
        return ALLOWED
    return refuse(_("Editors and administrators write this list."))


def add(actor: Any, text: str) -> ChecklistItem:
    require(can_edit(actor))
    standing = select(func.count(ChecklistItem.id)).where(ChecklistItem.retired_at.is_(None))
    if (db.session.scalar(standing) or 0) >= MOST:
        raise Refused(refuse(_("The list has 40 lines at most."), _("Take one off first.")))
    last = db.session.scalar(select(func.max(ChecklistItem.position))) or 0
    item = ChecklistItem(position=last + 1, text=text)
    db.session.add(item)
    db.session.flush()
    return item


def reword(actor: Any, item: ChecklistItem, text: str) -> None:
    """The old line stays with the ticks that it has; a new one takes its place."""
    require(can_edit(actor))
    if text == item.text:
        return
    item.retired_at = clock.now()
    db.session.add(ChecklistItem(position=item.position, text=text))
    db.session.flush()


def retire(actor: Any, item: ChecklistItem) -> None:
    require(can_edit(actor))
    item.retired_at = item.retired_at or clock.now()
    db.session.flush()
