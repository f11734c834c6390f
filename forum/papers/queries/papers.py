"""Papers and their files, as far as a reader may see them."""

from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import defer, joinedload

from forum.kit.paging import Page, keyset
from models import BodySession, Paper, PaperFile
from models.base import db

LATER = ("corrigendum", "addendum")
LOADS = (joinedload(Paper.session).joinedload(BodySession.body),)


def visible_to(actor: Any) -> Any:
    """Published ones to everybody; all to the secretariat; those of a session to the members of its body."""
    if actor is not None and actor.is_staff:
        return Paper.id.is_not(None)
    bodies = {mandate.body_id for mandate in actor.mandates if mandate.body_id} if actor is not None else set()
    if not bodies:
        return Paper.public.is_(True)
    return or_(Paper.public.is_(True), Paper.session_id.in_(select(BodySession.id).where(BodySession.body_id.in_(bodies))))


def find(actor: Any, identity: int) -> Paper | None:
    return db.session.scalar(select(Paper).where(Paper.id == identity, visible_to(actor)).options(*LOADS))


def listing(actor: Any, kind: str, after: str | None) -> Page:
    """The newest first, without their contents."""
    chosen = [Paper.kind == kind] if kind else []
    statement = select(Paper).where(visible_to(actor), *chosen).options(*LOADS, defer(Paper.content, raiseload=True))
    return keyset(statement, [Paper.at, Paper.id], after)


def of_session(actor: Any, session_id: int) -> list[Paper]:
    """All of a session that this reader may see: each dossier, then what was said about it."""
    statement = select(Paper).where(Paper.session_id == session_id, visible_to(actor)).order_by(Paper.id)
    return list(db.session.scalars(statement.options(defer(Paper.content, raiseload=True))))


def dossier_of(session_id: int, hold: bool = False) -> Paper | None:
    """The newest dossier of a session."""
    statement = select(Paper).filter_by(session_id=session_id, kind="dossier").order_by(Paper.id.desc()).limit(1)
    return db.session.scalar(statement.options(*LOADS).with_for_update(of=Paper) if hold else statement.options(*LOADS))


def about(identity: int) -> list[Paper]:
    """Corrigenda and addenda of a dossier, as they were composed."""
    return list(db.session.scalars(select(Paper).filter_by(about_id=identity).options(*LOADS).order_by(Paper.id)))


def next_number(kind: str, about_id: int | None = None, session_id: int | None = None) -> int:
    """Within its kind and what it belongs to."""
    found = select(func.max(Paper.number)).filter_by(kind=kind)
    if about_id:
        found = found.filter_by(about_id=about_id)
    elif session_id:
        found = found.filter_by(session_id=session_id)
    return (db.session.scalar(found) or 0) + 1


def files(identity: int) -> list[PaperFile]:
    return list(db.session.scalars(select(PaperFile).filter_by(paper_id=identity).order_by(PaperFile.id)))


def file(identity: int, form: str) -> PaperFile | None:
    return db.session.scalar(select(PaperFile).filter_by(paper_id=identity, format=form))
