"""What a search engine may list: published things of real cities, the newest of each kind."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from forum.declarations.queries.declarations import PUBLIC
from models import City, Contribution, Declaration, Recommendation
from models.base import db

MOST = 10_000  # of each kind; the format ends at 50,000 addresses
Listed = tuple[str, Any, dt.datetime]  # kind, what its address needs, when it changed


def listed() -> list[Listed]:
    """Four statements."""
    edited = Contribution.edited_at
    contributions = select(Contribution.kind, Contribution.id, Contribution.published_at, edited)
    contributions = contributions.where(Contribution.state == "published").order_by(Contribution.id.desc())
    cities = select(City.slug, City.active_at, City.accredited_at)
    cities = cities.where(City.accredited_at.is_not(None), City.invented.is_(False)).order_by(City.id.desc())
    declarations = select(Declaration.id, Declaration.text_edited_at, Declaration.created_at)
    declarations = declarations.where(Declaration.stage.in_(PUBLIC), Declaration.invented.is_(False))
    asked = select(Recommendation.id, Recommendation.public_at)
    asked = asked.where(Recommendation.public_at.is_not(None), Recommendation.invented.is_(False))
    return [
        *((row.kind, row.id, row.edited_at or row.published_at) for row in _some(contributions)),
        *(("city", row.slug, row.active_at or row.accredited_at) for row in _some(cities)),
        *(("declaration", row.id, row.text_edited_at or row.created_at) for row in _some(declarations)),
        *(("recommendation", row.id, row.public_at) for row in _some(asked)),
    ]


def _some(statement: Any) -> Any:
    return db.session.execute(statement.limit(MOST))
