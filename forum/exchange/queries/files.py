"""Finding uploaded files; one is visible where the text is to which it belongs, before that only to who sent it."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.exchange.rules import is_visible
from models import Contribution, Upload
from models.base import db


def get_upload(key: str, actor: Actor) -> Upload | None:
    load = joinedload(Upload.contribution).load_only(
        Contribution.id, Contribution.kind, Contribution.state, Contribution.city_id
    )
    upload = db.session.scalar(select(Upload).filter_by(key=key).options(load))
    if upload is None:
        return None
    if upload.contribution is None:
        return upload if actor.person_id == upload.person_id else None
    return upload if is_visible(upload.contribution, actor) else None


def uploads(keys: Iterable[str], person_id: int | None, contribution_id: int | None) -> list[Upload]:
    """Those of these files that may be bound to a text: the person's own loose ones, and the text's."""
    loose = (Upload.contribution_id.is_(None)) & (Upload.person_id == (person_id or 0))
    allowed = or_(loose, Upload.contribution_id == contribution_id) if contribution_id else loose
    return list(db.session.scalars(select(Upload).where(Upload.key.in_(list(keys)), allowed).order_by(Upload.id)))
