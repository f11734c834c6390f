"""Loading cities: visible are those that are accredited."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.kit.paging import Page, keyset
from forum.kit.text import folded
from models import City, Contribution, Mandate
from models.base import db

SORTS = ("name", "population", "activity")
HAS = ("challenges", "experiences")
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Outline:
    """A city in short: enough for the map, the facets and a line of the list."""

    id: int
    slug: str
    name: str
    country_iso2: str
    latitude: float
    longitude: float
    accredited_at: dt.datetime
    experiences: int
    challenges: int

    @property
    def place(self) -> tuple[int, float, float]:
        return self.id, self.latitude, self.longitude


@dataclass(frozen=True)
class Choice:
    """What the address asks for."""

    words: str = ""
    country: str = ""
    has: str = ""
    since: int | None = None  # year

    def fits(self, city: Outline, but: str = "") -> bool:
        """Whether a city stands under this choice; `but` leaves one facet out, to count its options."""
        return (
            (but == "country" or not self.country or city.country_iso2 == self.country)
            and (but == "has" or not self.has or bool(getattr(city, self.has)))
            and (but == "since" or self.since is None or city.accredited_at.year >= self.since)
        )


def visible() -> Select[Any]:
    return select(City).where(City.accredited_at.is_not(None))


def known_to(actor: Actor | None) -> Select[Any]:
    """With those that are only proposed, for the secretariat and for the forum itself."""
    return select(City) if actor is None or actor.is_staff else visible()


def get(slug: str) -> City | None:
    return db.session.scalar(visible().where(City.slug == slug))


def outlines(words: str = "") -> list[Outline]:
    """All that match the words, in one statement; facets and map are counted and drawn from it."""
    challenges = (
        select(func.count(Contribution.id))
        .where(Contribution.city_id == City.id, Contribution.kind == "challenge", Contribution.state == "published")
        .correlate(City)
        .scalar_subquery()
    )
    columns = (City.id, City.slug, City.name, City.country_iso2, City.latitude, City.longitude, City.accredited_at)
    statement = select(*columns, City.experience_count, challenges).where(City.accredited_at.is_not(None))
    rows = db.session.execute(_named(statement, words).order_by(City.plain_name, City.id))
    return [Outline(*row) for row in rows]


def page(choice: Choice, sort: str, after: str | None) -> Page:
    """The cities of the list, 25 at a time."""
    statement = _named(visible(), choice.words)
    if choice.country:
        statement = statement.where(City.country_iso2 == choice.country)
    if choice.has == "experiences":
        statement = statement.where(City.experience_count > 0)
    if choice.has == "challenges":
        posted = select(Contribution.city_id).filter_by(kind="challenge", state="published")
        statement = statement.where(City.id.in_(posted))
    if choice.since:
        statement = statement.where(City.accredited_at >= dt.datetime(choice.since, 1, 1, tzinfo=dt.UTC))
    if sort == "population":
        return _numbered(statement, func.coalesce(City.population, 0), after)
    if sort == "activity":
        return _numbered(statement, func.coalesce(City.active_at, City.created_at), after)
    return keyset(statement, [City.plain_name, City.id], after, ascending=True)


def mandates(city: City) -> list[Mandate]:
    """Who speaks and spoke for a city, newest first."""
    statement = select(Mandate).filter_by(city_id=city.id).join(Mandate.verification)
    loads = (joinedload(Mandate.person), joinedload(Mandate.verification))
    return list(db.session.scalars(statement.options(*loads).order_by(Mandate.starts_on.desc(), Mandate.id)))


def _named(statement: Select[Any], words: str) -> Select[Any]:
    sought = folded(words).strip()
    return statement.where(City.plain_name.contains(sought, autoescape=True)) if sought else statement


def _numbered(statement: Select[Any], value: Any, after: str | None) -> Page:
    """Ordered by a value that may be missing in the row itself."""
    key = value.label("sort_value")
    found = keyset(statement.add_columns(key), [value, City.id], after, row=lambda row: [row.sort_value, row[0].id])
    found.items = [row[0] for row in found.items]
    return found
