"""Proposals that wait for a second person, and those that were decided."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.kit.paging import Page, keyset
from forum.kit.text import folded
from models import AccreditationDecision, AccreditationProposal, City
from models.base import db

LOADS = (
    joinedload(AccreditationProposal.city),
    joinedload(AccreditationProposal.proposed_by),
    joinedload(AccreditationProposal.decision).joinedload(AccreditationDecision.decided_by),
)
NEAR_LATITUDE, NEAR_LONGITUDE = 0.3, 0.5  # degrees within which one name in one country is one city


def waiting() -> list[AccreditationProposal]:
    """The oldest first: it waits longest."""
    statement = select(AccreditationProposal).filter_by(state="waiting").options(*LOADS)
    return list(db.session.scalars(statement.order_by(AccreditationProposal.id).limit(100)))


def waiting_count() -> int:
    return db.session.scalar(select(func.count(AccreditationProposal.id)).filter_by(state="waiting")) or 0


def decided(after: str | None) -> Page:
    """The newest proposal first."""
    statement = select(AccreditationProposal).where(AccreditationProposal.state != "waiting").options(*LOADS)
    return keyset(statement, [AccreditationProposal.id], after)


def get(identity: int) -> AccreditationProposal | None:
    return db.session.scalar(select(AccreditationProposal).filter_by(id=identity).options(*LOADS))


def waiting_for(city: City | None) -> AccreditationProposal | None:
    if city is None or city.id is None:
        return None
    return db.session.scalar(select(AccreditationProposal).filter_by(city_id=city.id, state="waiting"))


def city_at(name: str, country_iso2: str, latitude: float, longitude: float) -> City | None:
    """A city that is known already, accredited or not, whatever the accents of its name."""
    statement = select(City).where(
        City.country_iso2 == country_iso2,
        City.plain_name == folded(name),
        City.latitude.between(latitude - NEAR_LATITUDE, latitude + NEAR_LATITUDE),
        City.longitude.between(longitude - NEAR_LONGITUDE, longitude + NEAR_LONGITUDE),
    )
    return db.session.scalar(statement.order_by(City.id).limit(1))


def slugs_like(slug: str) -> set[str]:
    return set(db.session.scalars(select(City.slug).where(City.slug.startswith(slug, autoescape=True))))
