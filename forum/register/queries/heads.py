"""Signed tree heads and the keys of the site."""

from sqlalchemy import select

from forum.kit.paging import Page, keyset
from models import SiteKey, TreeHead
from models.base import db


def newest_head() -> TreeHead | None:
    return db.session.scalar(select(TreeHead).order_by(TreeHead.size.desc()).limit(1))


def head_at(size: int) -> TreeHead | None:
    return db.session.scalar(select(TreeHead).where(TreeHead.size == size))


def site_keys() -> list[SiteKey]:
    """Oldest first."""
    return list(db.session.scalars(select(SiteKey).order_by(SiteKey.id)))


def recent(limit: int) -> list[TreeHead]:
    """Newest first."""
    return list(db.session.scalars(select(TreeHead).order_by(TreeHead.size.desc()).limit(limit)))


def page(after: str | None) -> Page:
    """All heads, newest first."""
    return keyset(select(TreeHead), [TreeHead.size], after)
