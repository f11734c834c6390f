"""Loading cities: visible are those that are accredited."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.kit.paging import Page, keyset
from models import City, Mandate
from models.base import db


def visible() -> Select[City]:
    return select(City).where(City.accredited_at.is_not(None))


def known_to(actor: Actor | None) -> Select[City]:
    """With those that are only proposed, for the secretariat and for the forum itself."""
    return select(City) if actor is None or actor.is_staff else visible()


def directory(country: str | None, after: str | None) -> Page:
    statement = visible()
    if country:
        statement = statement.where(City.country_iso2 == country)
    return keyset(statement, [City.population, City.id], after, size=60)


def get(slug: str) -> City | None:
    return db.session.scalar(visible().filter_by(slug=slug))


def mandates(city: City) -> list[Mandate]:
    """Who speaks and spoke for a city, newest first."""
    statement = select(Mandate).filter_by(city_id=city.id).join(Mandate.verification)
    loads = (joinedload(Mandate.person), joinedload(Mandate.verification))
    return list(db.session.scalars(statement.options(*loads).order_by(Mandate.starts_on.desc(), Mandate.id)))
